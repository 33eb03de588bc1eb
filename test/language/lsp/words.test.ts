import { GrammarAST } from 'langium';
import { expect, test } from 'vitest';
import { HcnetGrammar } from '../../../src/language/generated/grammar.ts';
import { blockKeywords } from '../../../src/language/grammar-facts.ts';
import { meaningOf } from '../../../src/language/lsp/words.ts';

test('every word that starts a statement of a block has a meaning to show', () => {
  const rules = HcnetGrammar().rules.filter(GrammarAST.isParserRule);
  const silent = rules.flatMap(({ name }) =>
    blockKeywords(name)
      .filter((word) => /^[a-z]/.test(word) && meaningOf(name, word) === undefined)
      .map((word) => `${name}.${word}`),
  );
  expect(silent).toEqual([]);
});

test('a word may mean different things in different blocks', () => {
  expect(meaningOf('Service', 'port')).toBe('The port of the service');
  expect(meaningOf('Circuit', 'port')).toContain('10GBase-LR');
  expect(meaningOf('Vbr', 'nothing')).toBeUndefined();
});

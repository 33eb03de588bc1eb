/** What the grammar says about itself: which words may stand in which block. */
import type { GrammarAST as Grammar } from 'langium';
import { AstUtils, GrammarAST } from 'langium';
import { HcnetGrammar } from './generated/grammar.ts';

/** The keywords that may start a statement in the block of this rule, in the order of the grammar. */
export function blockKeywords(ruleName: string): readonly string[] {
  const known = keywordsByRule.get(ruleName);
  if (known !== undefined) return known;
  const body = ruleNamed(ruleName)?.definition;
  const keywords = body === undefined ? [] : startsOfBlock(body);
  keywordsByRule.set(ruleName, keywords);
  return keywords;
}

/** The keyword that a declaration of this rule starts with: `failover-group` for `FailoverGroup`. */
export function keywordOfRule(ruleName: string): string | undefined {
  const [first] = firstWords(ruleNamed(ruleName)?.definition);
  return first === '{' ? undefined : first;
}

/** Every word of the language. */
export function allKeywords(): ReadonlySet<string> {
  words ??= new Set(
    AstUtils.streamAllContents(HcnetGrammar())
      .filter(GrammarAST.isKeyword)
      .map((keyword) => keyword.value)
      .filter((value) => /^[A-Za-z]/.test(value)),
  );
  return words;
}

const keywordsByRule = new Map<string, readonly string[]>();
let words: ReadonlySet<string> | undefined;

function ruleNamed(name: string): Grammar.ParserRule | undefined {
  return HcnetGrammar().rules.find(
    (rule): rule is Grammar.ParserRule => GrammarAST.isParserRule(rule) && rule.name === name,
  );
}

/** The choices of the first repetition behind an opening brace. */
function startsOfBlock(body: Grammar.AbstractElement): readonly string[] {
  const elements = AstUtils.streamAst(body).filter(GrammarAST.isAbstractElement).toArray();
  const brace = elements.findIndex((element) => GrammarAST.isKeyword(element) && element.value === '{');
  const repetition = elements.slice(brace + 1).find((element) => element.cardinality !== undefined);
  return brace < 0 ? [] : [...new Set(firstWords(repetition))];
}

/** The words that a piece of the grammar may start with. */
function firstWords(element: Grammar.AbstractElement | undefined): readonly string[] {
  if (element === undefined) return [];
  if (GrammarAST.isKeyword(element)) return [element.value];
  if (GrammarAST.isAlternatives(element)) return element.elements.flatMap(firstWords);
  if (GrammarAST.isGroup(element))
    return firstWords(element.elements.find((part) => !GrammarAST.isAction(part)));
  if (GrammarAST.isAssignment(element)) return firstWords(element.terminal);
  if (GrammarAST.isRuleCall(element)) {
    const rule = element.rule.ref;
    return GrammarAST.isParserRule(rule) ? firstWords(rule.definition) : [];
  }
  return [];
}

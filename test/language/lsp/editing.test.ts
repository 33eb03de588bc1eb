import { describe, expect, test } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver';
import type { Design } from '../../../src/language/design.ts';
import { findingsOf } from '../../../src/language/findings.ts';
import { formatText } from '../../../src/language/format.ts';
import { codeActions } from '../../../src/language/lsp/code-actions.ts';
import { toOffset } from '../../../src/language/lsp/convert.ts';
import { toDiagnostic } from '../../../src/language/lsp/diagnostics.ts';
import { foldingRanges } from '../../../src/language/lsp/folding.ts';
import { formatting } from '../../../src/language/lsp/formatting.ts';
import { hover } from '../../../src/language/lsp/hover.ts';
import { definition, highlights, references } from '../../../src/language/lsp/navigation.ts';
import { prepareRename, rename } from '../../../src/language/lsp/rename.ts';
import { legend, semanticTokens } from '../../../src/language/lsp/semantic-tokens.ts';
import { documentSymbols, workspaceSymbols } from '../../../src/language/lsp/symbols.ts';
import { applyEdits } from '../../../src/language/text-edits.ts';
import { atCursor } from '../../support/cursor.ts';

describe('definition', () => {
  test.each([
    ['site dc { router cpe-1 } circuit a from d<|>c.cpe-1 to access-point p { }', 5],
    ['site dc { router cpe-1 } circuit a from dc.cp<|>e-1 to access-point p { }', 17],
    ['site dc { } circuit a from dc<|> to access-point p { }', 5],
    ['vpc p in r { vswitch a in z { } } service s { at p.<|>a }', 21],
  ])('%s', (text, offset) => {
    const { design, file, offset: at } = atCursor(text);
    const [link] = definition(design, file, at);
    expect(link && toOffset(file, link.targetSelectionRange.start)).toBe(offset);
  });

  test('leads into other files, also from an import', () => {
    const files = {
      'a.hcnet': 'import "./b.hcnet" vbr v on <|>c { }',
      'b.hcnet': 'circuit c from s to access-point p { }',
    };
    const at = atCursor(files);
    expect(definition(at.design, at.file, at.offset)[0]?.targetUri).toBe('file:///b.hcnet');
    const atImport = atCursor({ ...files, 'a.hcnet': 'import "./b.<|>hcnet"' });
    expect(definition(atImport.design, atImport.file, atImport.offset)[0]?.targetUri).toBe('file:///b.hcnet');
  });

  test('is nowhere for a word that names nothing', () => {
    const { design, file, offset } = atCursor('site dc { ki<|>nd office }');
    expect(definition(design, file, offset)).toEqual([]);
  });
});

describe('references', () => {
  const files = {
    'a.hcnet': 'import "./b.hcnet" vbr v on c<|> { } drill d { fail c }',
    'b.hcnet': 'circuit c from s to access-point p { }',
  };

  test('are found in all files, with the declaration if it is asked for', () => {
    const { design, file, offset } = atCursor(files);
    const found = references(design, file, { offset, includeDeclaration: true });
    expect(found.map(({ uri }) => uri)).toEqual(['file:///b.hcnet', 'file:///a.hcnet', 'file:///a.hcnet']);
    expect(references(design, file, { offset, includeDeclaration: false })).toHaveLength(2);
  });

  test('highlights are those of this file', () => {
    const { design, file, offset } = atCursor(files);
    expect(highlights(design, file, offset)).toHaveLength(2);
  });
});

describe('rename', () => {
  test('changes the name everywhere, in all files', () => {
    const files = {
      'a.hcnet': 'import "./b.hcnet" vbr v on tel<|>ecom-1 { } drill d { fail telecom-1 }',
      'b.hcnet': 'circuit telecom-1 from s to access-point p { }',
    };
    expect(renamed(files, 'unicom')).toEqual({
      'a.hcnet': 'import "./b.hcnet" vbr v on unicom { } drill d { fail unicom }',
      'b.hcnet': 'circuit unicom from s to access-point p { }',
    });
  });

  test('changes one part of a name with a point', () => {
    const text = 'site dc { router cpe-1 } circuit a from dc.cpe-<|>1 to access-point p { }';
    expect(renamed({ 'a.hcnet': text }, 'edge')).toEqual({
      'a.hcnet': 'site dc { router edge } circuit a from dc.edge to access-point p { }',
    });
  });

  test.each([
    ['circuit', "'circuit' is a word of the language and cannot be a name"],
    ['a b', "'a b' is no name: names start with a letter or '_' and have letters, digits, '_' and inner '-'"],
    ['9a', "'9a' is no name: names start with a letter or '_' and have letters, digits, '_' and inner '-'"],
    ['other', "There is a VPC 'other' already"],
  ])('refuses %s', (newName, refusal) => {
    const { design, file, offset } = atCursor('site d<|>c { } vpc other in r { }');
    expect(rename(design, file, { offset, newName })).toEqual({ refusal });
  });

  test('refuses a name that a neighbour in the block has', () => {
    const { design, file, offset } = atCursor('site dc { router <|>a router b }');
    expect(rename(design, file, { offset, newName: 'b' })).toEqual({
      refusal: "There is a router 'b' already",
    });
  });

  test('is offered for names only', () => {
    const onName = atCursor('site d<|>c { }');
    expect(prepareRename(onName.file, onName.offset)).toMatchObject({ placeholder: 'dc' });
    const onKeyword = atCursor('si<|>te dc { }');
    expect(prepareRename(onKeyword.file, onKeyword.offset)).toHaveProperty('refusal');
  });
});

describe('hover', () => {
  test.each([
    ['vpc p in r { vswitch <|>a in z { prefix 10.0.0.0/24 } }', '10.0.0.0/24: 252 usable addresses'],
    ['vbr v on c { bgp { b<|>fd { transmit 300 ms receive 300 ms multiplier 3 } } }', 'within 900 ms'],
    ['vpc p in cn-sh<|>anghai { }', 'China (Shanghai)'],
    ['site a { pre<|>fix 10.0.0.0/8 }', 'What the site announces'],
    ['site a { prefix 10.<|>0.0.0/8 }', '16,777,216 addresses'],
    ['site dc "上海" { } circuit a from d<|>c to access-point p { }', 'site **dc** — 上海'],
    ['circuit a from s to access-point p { carrier C<|>T }', 'China Telecom'],
  ])('%s', (text, expected) => {
    expect(hoverText(text)).toContain(expected);
  });

  test('shows a label as text, whatever it holds', () => {
    expect(hoverText('site <|>a "[x](command:evil) <img>" { }')).toBe(
      String.raw`site **a** — \[x\](command:evil) \<img\>` + '\n\n- Data center, production',
    );
  });

  test('has nothing to say about braces and empty space', () => {
    expect(hoverText('site a {<|> }')).toBeUndefined();
  });
});

describe('outline', () => {
  const text = `
site dc { router cpe-1 router cpe-2 }
vbr v on c { bgp { bfd on } }
cen x { transit-router t in r { attach p } }
vpc p in r { vswitch a in z { } }
expect dc reaches p<|>`;

  test('has inner things inside of outer ones', () => {
    const { design, file } = atCursor(text);
    const tree = (symbols: ReturnType<typeof documentSymbols>): unknown[] =>
      symbols.map(({ name, children = [] }) => (children.length === 0 ? name : [name, tree(children)]));
    expect(tree(documentSymbols(design, file))).toEqual([
      ['dc', ['cpe-1', 'cpe-2']],
      ['v', [['bgp', ['bfd']]]],
      ['x', [['t', ['p']]]],
      ['p', ['a']],
      'expectation 1',
    ]);
  });

  test('names are found by some of their letters', () => {
    const { design } = atCursor(text);
    expect(workspaceSymbols([design], 'ce1').map(({ name }) => name)).toEqual(['cpe-1']);
  });

  test('half-typed text has an outline too', () => {
    const { design, file } = atCursor('site a { router\nvbr v<|> on\nsite b');
    expect(documentSymbols(design, file).map(({ name }) => name)).toEqual(['a', 'v', 'b']);
  });
});

test('blocks and runs of comments fold, and leave their last line in sight', () => {
  const { file } = atCursor('// one\n// two\nsite a {\n  kind office\n  router r { }\n}\n/* a\n b */<|>');
  expect(foldingRanges(file)).toEqual([
    { startLine: 2, endLine: 4 },
    { startLine: 0, endLine: 1, kind: 'comment' },
    { startLine: 6, endLine: 7, kind: 'comment' },
  ]);
});

test('names have the colour of what they name, unknown ones none', () => {
  const { design, file } = atCursor(
    'site dc { }\ncircuit a from dc to access-point p { }\nvbr v on nothing { }<|>',
  );
  const { data } = semanticTokens(design, file);
  const words: string[] = [];
  let line = 0;
  let column = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, columns = 0, length = 0, type = 0, modifiers = 0] = data.slice(i, i + 5);
    column = lines === 0 ? column + columns : columns;
    line += lines;
    const start = (file.lines[line] ?? 0) + column;
    const word = file.text.slice(start, start + length);
    words.push(`${word} ${legend.tokenTypes[type] ?? ''}${modifiers === 1 ? ' declared' : ''}`);
  }
  expect(words).toEqual([
    'dc namespace declared',
    'a interface declared',
    'dc namespace',
    'v class declared',
  ]);
});

describe('code actions', () => {
  const text = 'site dc { }\n  circuit a from d<|>d to access-point p { }\n';

  test('offer the fix, and a comment that silences', () => {
    const { design, file, actions } = actionsAt(text);
    expect(actions.map(({ title }) => title)).toEqual([
      "Change to 'dc'",
      'Suppress HC006 here, with a reason',
    ]);
    const [fixed, silenced] = actions.map(({ edit }) => applied(design, edit ?? {})['design.hcnet']);
    expect(fixed).toBe(file.text.replace('from dd', 'from dc'));
    expect(silenced).toBe(
      'site dc { }\n  // hcnet-ignore HC006 because ...\n  circuit a from dd to access-point p { }\n',
    );
  });

  test('the comment does nothing until it has a reason', () => {
    const shown = (reason: string) => {
      const { design } = atCursor(`// hcnet-ignore HC006 because ${reason}\nvbr v on dd { }<|>`);
      return findingsOf(design, { rules: [] }).map(({ rule }) => rule.id);
    };
    expect(shown('...')).toEqual(['HC011', 'HC006']);
    expect(shown('it comes later')).toEqual([]);
  });

  test('syntax errors cannot be silenced', () => {
    expect(actionsAt('site dc { knd<|> office }').actions.map(({ title }) => title)).toEqual([
      "Change to 'kind'",
    ]);
  });
});

describe('formatting', () => {
  test('indents by braces, and puts one space between words', () => {
    const text =
      'site   a{\nkind   office // why\n\n\n   router r  {vendor   h3c}\n /* a\n  b */\nprefix 10.0.0.0/8 ,10.1.0.0/16 }\n\n';
    expect(formatText(text)).toBe(
      'site a {\n  kind office // why\n\n  router r { vendor h3c }\n  /* a\n  b */\n  prefix 10.0.0.0/8, 10.1.0.0/16 }\n',
    );
  });

  test('changes only what differs', () => {
    const { file } = atCursor('site a { }\nsite  b { }\nsite c { }<|>\n');
    expect(formatting(file)).toEqual([
      { range: { start: { line: 1, character: 5 }, end: { line: 1, character: 6 } }, newText: '' },
    ]);
  });

  test('keeps the line breaks of Windows', () => {
    expect(formatText('site a {\r\nkind office\r\n}')).toBe('site a {\r\n  kind office\r\n}\r\n');
  });
});

function hoverText(text: string): string | undefined {
  const { design, file, offset } = atCursor(text);
  const contents = hover(design, file, offset)?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : undefined;
}

function renamed(files: Readonly<Record<string, string>>, newName: string) {
  const { design, file, offset } = atCursor(files);
  const edit = rename(design, file, { offset, newName });
  if ('refusal' in edit) throw new Error(edit.refusal);
  return applied(design, edit);
}

function actionsAt(text: string) {
  const { design, file, offset } = atCursor(text);
  const lines = file.text.slice(0, offset).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const actions = codeActions(design, file, {
    range: { start: position, end: position },
    findings: findingsOf(design, { rules: [] }),
    toDiagnostic: (finding) => toDiagnostic(finding, () => undefined),
  });
  return { design, file, actions };
}

function applied(design: Design, { changes = {} }: WorkspaceEdit): Record<string, string> {
  return Object.fromEntries(
    Object.entries(changes).map(([uri, edits]) => {
      const file = design.files.find((each) => each.uri === uri);
      if (file === undefined) throw new Error(`no file ${uri}`);
      const inFile = edits.map(({ range, newText }) => ({
        uri,
        start: toOffset(file, range.start),
        end: toOffset(file, range.end),
        text: newText,
      }));
      return [uri.replace('file:///', ''), applyEdits(file.text, inFile)];
    }),
  );
}

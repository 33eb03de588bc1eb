import type { AstNode, CstNode } from 'langium';
import { AstUtils, CstUtils } from 'langium';
import { firstLeaf } from '../cst.ts';
import type { Syntax } from '../source-file.ts';
import type { LocalFault, Span, SyntaxCheck } from './check.ts';
import { languageReference } from './check.ts';

type SyntaxError = Syntax['result']['parserErrors'][number];

export const syntaxErrors: SyntaxCheck = {
  id: 'HC001',
  scope: 'syntax',
  severity: 'error',
  title: 'Syntax error',
  why: 'The text cannot be read here, so the design may lack what it says.',
  sources: [languageReference],

  *check(syntax) {
    const seen = new Set<number>();
    for (const error of syntax.result.parserErrors) {
      const span = spanOf(syntax, error);
      // One mistake often makes the parser stumble twice; and where a character was unreadable, that is the news.
      if (seen.has(span.start) || followsUnreadable(syntax, span)) continue;
      seen.add(span.start);
      yield { ...span, ...blockStart(syntax, error), ...spelling(error), message: messageOf(syntax, error) };
    }
  },

  examples: {
    bad: `
      site dc { kind palace }
      //             ^^^^^^ HC001`,
    good: `
      site dc { kind datacenter }`,
  },
};

/** The wrong token; at the end of the text, the last one. */
function spanOf(syntax: Syntax, error: SyntaxError): Span {
  const { startOffset, endOffset } = error.token;
  if (!Number.isNaN(startOffset) && startOffset >= 0 && endOffset !== undefined) {
    return { start: startOffset, end: endOffset + 1 };
  }
  const last = lastLeaf(syntax);
  return last === undefined ? { start: 0, end: 0 } : { start: last.offset, end: last.end };
}

function lastLeaf({ root }: Syntax): CstNode | undefined {
  if (root.$cstNode === undefined) return undefined;
  let last: CstNode | undefined;
  for (const leaf of CstUtils.flattenCst(root.$cstNode)) if (!leaf.hidden) last = leaf;
  return last;
}

function followsUnreadable({ text, result }: Syntax, { start }: Span): boolean {
  return result.lexerErrors.some(
    ({ offset }) => offset <= start && !text.slice(offset, start).includes('\n'),
  );
}

const brace = "'}' is missing";

/** The parser knows only the kind of the block; its name is in the tree. */
function messageOf(syntax: Syntax, { message }: SyntaxError): string {
  const open = message.startsWith(brace) ? unclosedBrace(syntax) : undefined;
  if (open === undefined) return message;
  const node = AstUtils.getContainerOfType(open.astNode, hasName);
  const keyword = node?.$cstNode === undefined ? undefined : firstLeaf(node.$cstNode)?.text;
  if (node === undefined || keyword === undefined) return message;
  return `${brace}: the block of ${keyword} '${node.name}' is not closed`;
}

function blockStart(syntax: Syntax, { message }: SyntaxError): Pick<LocalFault, 'related'> {
  const open = message.startsWith(brace) ? unclosedBrace(syntax) : undefined;
  if (open === undefined) return {};
  return { related: [{ start: open.offset, end: open.end, message: 'The block starts here' }] };
}

/** The messages of the parser are ours (`parser-messages.ts`), and end with what was meant if that is known. */
function spelling({ message }: SyntaxError): Pick<LocalFault, 'replacement'> {
  const meant = /did you mean '([^']+)'\?$/.exec(message)?.[1];
  return meant === undefined ? {} : { replacement: { title: `Change to '${meant}'`, text: meant } };
}

function hasName(node: AstNode): node is AstNode & { readonly name: string } {
  return 'name' in node && typeof node.name === 'string';
}

function unclosedBrace({ root }: Syntax): CstNode | undefined {
  const open: CstNode[] = [];
  for (const leaf of root.$cstNode === undefined ? [] : CstUtils.flattenCst(root.$cstNode)) {
    if (leaf.text === '{') open.push(leaf);
    if (leaf.text === '}') open.pop();
  }
  return open.at(-1);
}

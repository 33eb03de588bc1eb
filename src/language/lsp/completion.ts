/** Proposes what may stand at the cursor: words of the language, names of the design, values of the catalog. */
import type { GrammarAST as Grammar } from 'langium';
import { AstUtils, GrammarAST } from 'langium';
import type { NextFeature } from 'langium/lsp';
import { findFirstFeatures, findNextFeatures } from 'langium/lsp';
import type { CompletionItem, Range } from 'vscode-languageserver';
import { CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import { commentsIn } from '../comments.ts';
import type { Design } from '../design.ts';
import { nameOfKind } from '../kinds.ts';
import type { HcnetServices } from '../module.ts';
import type { Section, SourceFile } from '../source-file.ts';
import { rangeAt } from '../source-file.ts';
import { toRange } from './convert.ts';
import { sectionAt } from './cursor.ts';
import { factsOf } from './facts.ts';
import { containerFor, leafBefore, nodeBefore, referenceIn } from './place.ts';
import type { Place } from './place.ts';
import { snippets } from './snippets.ts';
import type { Proposal } from './values.ts';
import { valuesFor } from './values.ts';
import { meaningOf } from './words.ts';

interface Question {
  readonly file: SourceFile;
  readonly offset: number;
  /** Whether the editor knows what a snippet is. */
  readonly takesSnippets?: boolean;
}

export function completion(
  services: HcnetServices,
  design: Design,
  { file, offset, takesSnippets = false }: Question,
): CompletionItem[] {
  const section = sectionAt(file, offset);
  if (section === undefined || isInText(section, offset)) return [];
  const before = section.syntax.text.slice(0, offset - section.start);
  // What is being typed may be a word, or a literal with dots and slashes; `dc.cpe` is two words.
  const literal = /[\w./:-]*$/.exec(before)?.[0] ?? '';
  const word = /^\d/.test(literal) ? literal : (/[\w-]*$/.exec(before)?.[0] ?? '');
  const start = before.length - word.length;
  const literalStart = before.length - literal.length;
  const at = { services, design, file, section, offset, start, literalStart, takesSnippets };
  const items = featuresAfter(services, before.slice(0, start)).flatMap((next) => itemsFor(at, next));
  return [...new Map(items.map((item) => [`${item.kind ?? ''} ${item.label}`, item])).values()];
}

/** No proposals inside of comments and strings. */
function isInText({ syntax, start }: Section, offset: number): boolean {
  const at = offset - start;
  const line = syntax.text.slice(syntax.text.lastIndexOf('\n', at - 1) + 1, at);
  const isInComment = commentsIn(syntax.text).some(
    (comment) =>
      comment.start < at && (at < comment.end || (comment.text.startsWith('//') && at === comment.end)),
  );
  return isInComment || (line.match(/(?<!\\)"/g) ?? []).length % 2 === 1;
}

/** The pieces of the grammar that may come after a text. */
function featuresAfter(services: HcnetServices, text: string): readonly NextFeature[] {
  const { tokens, elementStack, tokenIndex } = services.parser.CompletionParser.parse(text);
  if (tokenIndex > 0) {
    return findNextFeatures([elementStack.map((feature) => ({ feature }))], tokens.slice(tokenIndex));
  }
  const entry = services.Grammar.rules.find((rule) => GrammarAST.isParserRule(rule) && rule.entry);
  if (tokens.length > 0 || !GrammarAST.isParserRule(entry)) return [];
  return findFirstFeatures(entry.definition).flatMap((stack) => stack.at(-1) ?? []);
}

function itemsFor(place: Place, next: NextFeature): readonly CompletionItem[] {
  const { feature } = next;
  if (GrammarAST.isKeyword(feature))
    return [...keywordItems(place, feature), ...snippetItems(place, feature)];
  if (GrammarAST.isCrossReference(feature)) return nameItems(place, next, feature);
  return valueItems(place, next);
}

function keywordItems(place: Place, keyword: Grammar.Keyword): readonly CompletionItem[] {
  if (!/^[A-Za-z]/.test(keyword.value)) return [];
  const rule = AstUtils.getContainerOfType(keyword, GrammarAST.isParserRule)?.name ?? '';
  const meaning = meaningOf(rule, keyword.value);
  return [
    {
      ...replacing(place, place.start, keyword.value),
      kind: isValue(keyword) ? CompletionItemKind.EnumMember : CompletionItemKind.Keyword,
      ...(meaning === undefined ? {} : { documentation: meaning }),
      sortText: `2${keyword.value}`,
    },
  ];
}

/** Of the keyword that an element begins with, and not of the same word elsewhere: `surviving any 1 circuit`. */
function snippetItems(place: Place, keyword: Grammar.Keyword): readonly CompletionItem[] {
  const rule = AstUtils.getContainerOfType(keyword, GrammarAST.isParserRule);
  if (!place.takesSnippets || rule === undefined || !isFirstIn(rule, keyword)) return [];
  const own = snippets.filter((snippet) => snippet.rule === rule.name);
  return own.map(({ prefix, description, body }) => ({
    label: prefix,
    kind: CompletionItemKind.Snippet,
    detail: description,
    // Shown in the list itself, where the keyword alone stands above it under the same name.
    labelDetails: { description },
    insertTextFormat: InsertTextFormat.Snippet,
    filterText: prefix,
    textEdit: { range: replacedFrom(place, place.start), newText: body.join('\n') },
    sortText: `3${prefix}`,
  }));
}

function isFirstIn({ definition }: Grammar.ParserRule, keyword: Grammar.Keyword): boolean {
  return GrammarAST.isGroup(definition) && definition.elements[0] === keyword;
}

/** `datacenter` is a value, `kind` announces one. */
function isValue(keyword: Grammar.Keyword): boolean {
  const rule = AstUtils.getContainerOfType(keyword, GrammarAST.isParserRule);
  return rule?.dataType !== undefined || rule?.returnType !== undefined;
}

function nameItems(
  place: Place,
  next: NextFeature,
  feature: Grammar.CrossReference,
): readonly CompletionItem[] {
  const property = AstUtils.getContainerOfType(feature, GrammarAST.isAssignment)?.feature;
  if (property === undefined) return [];
  const container = containerFor(place, next, property);
  const candidates = place.design.scopeOf(referenceIn(container, property)).getAllElements().toArray();
  return candidates.map(({ name, type, node }) => {
    const element = node && place.design.origins.elementOf(node);
    const facts = element === undefined ? [] : factsOf(place.design.topology, element);
    return {
      ...replacing(place, place.start, name),
      kind: CompletionItemKind.Reference,
      detail: [nameOfKind(type), element?.label].filter((word) => word !== undefined).join(' · '),
      documentation: { kind: MarkupKind.PlainText, value: facts.join('\n') },
      sortText: `1${name}`,
    };
  });
}

function valueItems(place: Place, next: NextFeature): readonly CompletionItem[] {
  // A literal is a rule of its own, so the property is one step further out, where `next` has it.
  const assigned = AstUtils.getContainerOfType(next.feature, GrammarAST.isAssignment)?.feature;
  const property = next.property ?? assigned;
  const container = nodeBefore(place);
  if (property === undefined) return [];
  const values = valuesFor(place.design, { property, container, keyword: leafBefore(place)?.text ?? '' });
  return values.map((value, index) => valueItem(place, value, index));
}

function valueItem(place: Place, { text, detail, note }: Proposal, index: number): CompletionItem {
  return {
    ...replacing(place, place.literalStart, text),
    kind: CompletionItemKind.Value,
    ...(detail === undefined ? {} : { detail }),
    ...(note === undefined ? {} : { documentation: note }),
    // In the order of the catalog, or of what is free.
    sortText: `0${String(index).padStart(4, '0')}`,
  };
}

function replacing(place: Place, start: number, text: string): CompletionItem {
  return { label: text, filterText: text, textEdit: { range: replacedFrom(place, start), newText: text } };
}

function replacedFrom({ file, section, offset }: Place, start: number): Range {
  return toRange(rangeAt(file, section.start + start, offset));
}

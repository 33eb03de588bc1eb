import type { Hover } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import { AstUtils, GrammarAST } from 'langium';
import { accessPointById } from '../../model/catalog/access-points.ts';
import { carrierById } from '../../model/catalog/carriers.ts';
import { systemEventById } from '../../model/catalog/events.ts';
import { metricsByName } from '../../model/catalog/metrics.ts';
import { portTypeById } from '../../model/catalog/ports.ts';
import { regionById } from '../../model/catalog/regions.ts';
import { serviceByProduct } from '../../model/catalog/services.ts';
import type { Element } from '../../model/topology.ts';
import { propertyOf } from '../cst.ts';
import type { Design } from '../design.ts';
import { nameOfKind } from '../kinds.ts';
import { readPrefix } from '../literals.ts';
import type { SourceFile } from '../source-file.ts';
import { rangeOf } from '../source-file.ts';
import { toRange } from './convert.ts';
import type { Cursor } from './cursor.ts';
import { cursorAt, namedAt } from './cursor.ts';
import { factsOf, prefixFact } from './facts.ts';
import { meaningOf } from './words.ts';

/** What a word is: the thing that it names, a literal's meaning, a keyword's. */
export function hover(design: Design, file: SourceFile, offset: number): Hover | undefined {
  const cursor = cursorAt(file, offset);
  if (cursor === undefined) return undefined;
  const text = aboutName(design, cursor) ?? aboutValue(cursor) ?? aboutKeyword(design, cursor);
  if (text === undefined) return undefined;
  return {
    contents: { kind: MarkupKind.Markdown, value: text },
    range: toRange(rangeOf(cursor.section, cursor.leaf)),
  };
}

function aboutName(design: Design, cursor: Cursor): string | undefined {
  const node = namedAt(cursor);
  if (node === undefined) return undefined;
  const element = design.origins.elementOf(node);
  return element === undefined ? undefined : aboutElement(design, nameOfKind(node.$type), element);
}

/** Labels are written by people and shown as text, whatever Markdown they hold. */
function aboutElement({ topology }: Design, kind: string, element: Element): string {
  const label = element.label === undefined ? '' : ` — ${escapeMarkdown(element.label)}`;
  const facts = factsOf(topology, element).map((fact) => `- ${escapeMarkdown(fact)}`);
  return [`${kind} **${element.name}**${label}`, '', ...facts].join('\n').trim();
}

function aboutValue({ leaf }: Cursor): string | undefined {
  const { text } = leaf;
  const prefix = readPrefix(text);
  if (prefix !== undefined) return escapeMarkdown(prefixFact(prefix));
  const known =
    regionById(text)?.name ??
    accessPointById(text)?.name ??
    serviceByProduct(text)?.name ??
    systemEventById(text)?.meaning ??
    metricsByName(text)[0]?.meaning;
  if (propertyOf(leaf) === 'carrier') return carrierById(text)?.name;
  const port = portTypeById(text);
  return port === undefined
    ? known
    : `${String(port.speedMbps / 1000)} Gbps, ${port.isOptical ? 'optical' : 'copper'}`;
}

/** On the keyword of a block without a name, also what the block comes to. */
function aboutKeyword(design: Design, { leaf }: Cursor): string | undefined {
  if (!GrammarAST.isKeyword(leaf.grammarSource)) return undefined;
  const rule = AstUtils.getContainerOfType(leaf.grammarSource, GrammarAST.isParserRule)?.name ?? '';
  const meaning = meaningOf(rule, leaf.text);
  const element = unnamedElementAt(design, leaf.offset, leaf.astNode);
  const facts =
    element === undefined ? [] : factsOf(design.topology, element).map((fact) => `- ${escapeMarkdown(fact)}`);
  if (meaning === undefined && facts.length === 0) return undefined;
  return [`**${leaf.text}**: ${escapeMarkdown(meaning ?? '')}`, '', ...facts].join('\n').trim();
}

function unnamedElementAt(
  { origins }: Design,
  offset: number,
  node: Cursor['leaf']['astNode'],
): Element | undefined {
  const start = origins.sectionOf(node).start + offset;
  const candidates = [node, ...AstUtils.streamContents(node)];
  return candidates
    .map((candidate) => origins.elementOf(candidate))
    .find((element) => element?.source.start === start);
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|]/g, String.raw`\$&`);
}

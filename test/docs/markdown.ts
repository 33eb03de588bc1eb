/** What tests read out of Markdown. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** Every Markdown file of the repository, relative to its root. */
export const markdownFiles = globSync(['*.md', 'docs/**/*.md', 'samples/**/*.md'], { cwd: root }).sort();

export interface Fence {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What stands behind the opening backticks, such as `hcnet fragment`. */
  readonly language: string;
  readonly text: string;
}

export function readMarkdown(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

export function fencesOf(file: string): Fence[] {
  const text = readMarkdown(file);
  return [...text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    file,
    line: text.slice(0, match.index).split('\n').length,
    language: match[1] ?? '',
    text: match[2] ?? '',
  }));
}

/** The text without fenced code. */
export function proseOf(file: string): string {
  return readMarkdown(file).replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '');
}

/** The anchors that GitHub gives to the headings of a file. */
export function anchorsOf(file: string): ReadonlySet<string> {
  const headings = [...proseOf(file).matchAll(/^#{1,6} +(.+)$/gm)].map((match) => match[1] ?? '');
  const explicit = [...proseOf(file).matchAll(/<a (?:id|name)="([^"]+)">/g)].map((match) => match[1] ?? '');
  return new Set([...headings.map(anchorOf), ...explicit]);
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** The rows of the table whose first column has this head; cells without the space around them. */
export function tableWith(text: string, head: string): readonly (readonly string[])[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => cellsOf(line)[0] === head);
  const after = lines.slice(start + 2);
  const end = after.findIndex((line) => !line.startsWith('|'));
  return start < 0 ? [] : after.slice(0, end).map(cellsOf);
}

function cellsOf(line: string): readonly string[] {
  return line.startsWith('|')
    ? line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
    : [];
}

/** What stands below a heading of the second level. */
export function sectionOf(text: string, heading: string): string {
  return text.split(/^## /m).find((section) => section.startsWith(`${heading}\n`)) ?? '';
}

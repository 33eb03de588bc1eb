import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { anchorsOf, markdownFiles, proseOf, readMarkdown, root } from './markdown.ts';

test('every link in Markdown leads to a file and a heading that exist', () => {
  const broken = markdownFiles.flatMap((file) =>
    linksOf(file)
      .filter((link) => !isAlive(file, link))
      .map((link) => `${file}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test('there are links to check', () => {
  expect(markdownFiles.flatMap(linksOf).length).toBeGreaterThan(10);
});

test('no page points outside of the repository', () => {
  expect(markdownFiles.filter((file) => readMarkdown(file).includes('../shared'))).toEqual([]);
});

function linksOf(file: string): string[] {
  return [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));
}

function isAlive(file: string, link: string): boolean {
  const [target = '', anchor] = link.split('#');
  const page = target === '' ? file : path.posix.join(path.posix.dirname(file), target);
  if (!existsSync(path.join(root, page))) return false;
  return anchor === undefined || !page.endsWith('.md') || anchorsOf(page).has(anchor);
}

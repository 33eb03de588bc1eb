import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { SIZES } from '../../scripts/lib/ensure-modules.mjs';
import { allRules } from '../../src/rules/all.ts';
import { hcnet } from '../cli/support.ts';
import { markdownFiles, readMarkdown, root, sectionOf, tableWith } from './markdown.ts';

const manifest = z
  .object({
    scripts: z.record(z.string(), z.string()),
    contributes: z.object({
      commands: z.array(z.object({ title: z.string(), category: z.string() })),
      configuration: z.array(
        z.object({ properties: z.record(z.string(), z.object({ default: z.unknown() })) }),
      ),
    }),
  })
  .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));

describe('the README', () => {
  const page = readMarkdown('README.md');

  test('lists the commands of the extension, in their order', () => {
    const titles = manifest.contributes.commands.map(({ category, title }) => `${category}: ${title}`);
    expect(tableWith(page, 'command').map(([name]) => name)).toEqual(titles);
  });

  test('lists the settings with their defaults, in their order', () => {
    expect(tableWith(page, 'setting').map(([name, value]) => [name, value])).toEqual(settings());
  });

  test('tells the size of the packages as their installation does', () => {
    const [, toFetch, onDisk] = tableWith(page, 'what').find(([what]) => what === 'npm packages') ?? [];
    expect({ toFetch, onDisk }).toEqual(SIZES);
  });

  test('promises no more rules than there are', () => {
    const promised = Number(/more than (\d+) \[rules\]/.exec(page)?.[1]);
    expect(allRules.length).toBeGreaterThan(promised);
  });
});

/** As a table shows them; the settings of single rules are one row. */
function settings(): readonly (readonly string[])[] {
  const properties = manifest.contributes.configuration.flatMap((section) =>
    Object.entries(section.properties),
  );
  const rows = properties.map(([name, property]) => [
    `\`${name.replace(/^hcnet\.rules\..*/, 'hcnet.rules.<id>')}\``,
    `\`${JSON.stringify(property.default)}\``,
  ]);
  return [...new Map(rows.map((row) => [row[0] ?? '', row])).values()];
}

describe('commands in Markdown', () => {
  const texts = markdownFiles.map((file) => ({ file, text: readMarkdown(file) }));

  test.each(texts)('of npm exist: $file', ({ text }) => {
    const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
  });

  test.each(texts)('of hcnet exist: $file', async ({ text }) => {
    const known = await subcommands();
    const named = [...text.matchAll(/(?:(?<!`)`|\$ )hcnet ([a-z][\w-]*)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('the page about the command line', () => {
  test('has a section for each subcommand with all its options', async () => {
    const page = readMarkdown('docs/cli.md');
    for (const name of await subcommands()) {
      // It has none of its own.
      if (name === 'help') continue;
      const section = sectionOf(page, name);
      // Sections say "the options of plan" where that is what they are.
      const inherited = /options of `(\w+)`/.exec(section)?.[1];
      const text = section + (inherited === undefined ? '' : optionsText(page, inherited));
      const missing = (await optionsOf(name)).filter((option) => !text.includes(option));
      expect({ name, missing }).toEqual({ name, missing: [] });
    }
  });
});

function optionsText(page: string, name: string): string {
  const section = sectionOf(page, name);
  const inherited = /options of `(\w+)`/.exec(section)?.[1];
  return section + (inherited === undefined ? '' : optionsText(page, inherited));
}

async function subcommands(): Promise<readonly string[]> {
  const { out } = await hcnet(['--help']);
  const list = out.slice(out.indexOf('\nCommands:'));
  return [...list.matchAll(/^ {2}([a-z]+) /gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'hcnet');
}

async function optionsOf(name: string): Promise<readonly string[]> {
  const { out } = await hcnet([name, '--help']);
  const options = [...out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map((match) => match[1] ?? '');
  return options.filter((option) => option !== '--help');
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FindingMark } from '../../src/diagram/graph.ts';
import { graphOf } from '../../src/diagram/graph.ts';
import { inProcessElk, layout } from '../../src/diagram/layout.ts';
import { interactiveSvg, svgOf } from '../../src/diagram/svg.ts';
import { namedElements } from '../../src/model/relations.ts';
import { designFrom } from '../support/design.ts';
import { everything, sampleDesigns } from './samples.ts';

const elk = await inProcessElk();

test('every declared element can be found by its path', async () => {
  const { topology } = designFrom(everything);
  const svg = await draw(everything);
  const paths = new Set([...svg.matchAll(/data-path="([^"]*)"/g)].map((match) => match[1]));
  expect(namedElements(topology).filter((element) => !paths.has(element.path))).toEqual([]);
});

test('the same design gives the same bytes', async () => {
  expect(await draw(everything)).toBe(await draw(everything));
});

test('the reference design looks as it did', async () => {
  const reference = sampleDesigns().reference ?? {};
  await expect(await draw(reference)).toMatchFileSnapshot('../golden/reference/diagram.svg');
});

test('hostile labels stay text', async () => {
  const label = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '</text><script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      ']]>',
      '&lt;',
      '\u0000',
    ),
  );
  await fc.assert(
    fc.asyncProperty(label, async (text) => {
      const { topology } = designFrom('network n { } site s { router r } contact c { }');
      const named = {
        ...topology,
        sites: topology.sites.map((site) => ({ ...site, label: text, name: text })),
        contacts: topology.contacts.map((contact) => ({ ...contact, label: text, mail: text })),
      };
      const marks: FindingMark[] = [{ path: 'site.s', severity: 'error', message: text }];
      const diagram = await layout(graphOf(named, marks), elk);
      for (const svg of [svgOf(diagram), interactiveSvg(diagram, new Set())]) {
        expect(strayMarkup(svg)).toBe('');
        expect(tagNames(svg)).toEqual(expectedTags);
      }
    }),
    { numRuns: 60 },
  );
});

test('findings are told by shape and by number, not by colour alone', async () => {
  const svg = await draw(everything, [
    { path: 'vbr.telecom-vbr', severity: 'error', message: 'first' },
    { path: 'vbr.telecom-vbr', severity: 'error', message: 'second' },
    { path: 'vpc.prod', severity: 'warning', message: 'third' },
  ]);
  expect(svg).toMatch(/data-path="vbr\.telecom-vbr"[^>]*aria-label="[^"]*2 errors"/);
  expect(svg).toMatch(/class="mark error"[^>]*><circle[^>]*><text[^>]*>2</);
  expect(svg).toMatch(/class="mark warning"[^>]*><path[^>]*><text[^>]*>1</);
});

test('standby circuits and VPNs are dashed, and more bandwidth is a thicker line', async () => {
  const svg = await draw(everything);
  const line = (path: string) =>
    new RegExp(`data-of="${path}"[^§]*?class="line stroke"([^>]*)>`).exec(svg)?.[1] ?? '';
  expect(line('circuit.unicom')).toContain('stroke-dasharray="10 6"');
  expect(line('circuit.telecom')).not.toContain('dasharray');
  const width = (path: string) => Number(/stroke-width="([\d.]+)"/.exec(line(path))?.[1]);
  expect(width('circuit.telecom')).toBeGreaterThan(width('circuit.unicom'));
  expect(width('circuit.unicom')).toBeGreaterThan(width('circuit.far'));
});

test('the picture refers to nothing outside of itself', async () => {
  const svg = await draw(everything);
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|@import|href/);
});

test('an empty design is an empty picture', async () => {
  expect(await draw('')).toMatch(/^<svg [^>]*>[^§]*<\/svg>\n$/);
});

test('a theme can be chosen; by itself the picture follows the reader', async () => {
  const diagram = await layout(graphOf(designFrom(everything).topology), elk);
  expect(svgOf(diagram)).toContain('prefers-color-scheme:dark');
  expect(svgOf(diagram, { theme: 'light' })).not.toContain('prefers-color-scheme');
  expect(svgOf(diagram, { theme: 'dark' })).not.toBe(svgOf(diagram, { theme: 'light' }));
});

async function draw(
  source: Parameters<typeof designFrom>[0],
  marks: readonly FindingMark[] = [],
): Promise<string> {
  return svgOf(await layout(graphOf(designFrom(source).topology, marks), elk));
}

const expectedTags: unknown = expect.arrayContaining(['g', 'path', 'rect', 'text', 'title']);

/** What is left over that could still be markup when all well-formed tags and references are taken away. */
function strayMarkup(svg: string): string {
  const text = svg
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(/<[a-z]+(?: [a-zA-Z-]+="[^"<>]*")*\/?>|<\/[a-z]+>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, '');
  return [...text.matchAll(/[<>&]|[^\t\n\r\u{20}-\u{10ffff}]/gu)].join('');
}

function tagNames(svg: string): string[] {
  const names = new Set([...svg.matchAll(/<([a-zA-Z]+)/g)].map((match) => match[1] ?? ''));
  const known = new Set(['svg', 'style', 'g', 'path', 'rect', 'circle', 'text', 'title']);
  const unknown = [...names].filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`unexpected elements: ${unknown.join(', ')}`);
  return [...names];
}

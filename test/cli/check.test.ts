import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { FAULTS } from '../support/faults.ts';
import { folderWith, hcnet } from './support.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** As the issue that asked for it has it. */
const report = z.strictObject({
  findings: z.array(
    z.strictObject({
      rule: z.string(),
      severity: z.enum(['error', 'warning', 'info']),
      message: z.string(),
      file: z.string(),
      range: z.strictObject({
        start: z.strictObject({ line: z.int().min(1), column: z.int().min(1) }),
        end: z.strictObject({ line: z.int().min(1), column: z.int().min(1) }),
      }),
    }),
  ),
  summary: z.strictObject({ errors: z.int(), warnings: z.int(), infos: z.int(), files: z.int() }),
});

/** Two findings: an error, and on the line below something milder. */
const FAULTY = `site dc {
  kind datacenter
  prefix 100.72.0.0/16
}
`;

describe('hcnet check --format json', () => {
  test('counts lines and columns from 1, and names the file as the folder has it', async () => {
    const cwd = await folderWith({ 'designs/a.hcnet': FAULTY });
    const { code, out } = await hcnet(['check', 'designs', '--format', 'json'], { cwd });
    const { findings } = report.parse(JSON.parse(out));
    expect(code).toBe(1);
    expect(findings.find(({ severity }) => severity === 'error')).toMatchObject({
      rule: 'HC101',
      file: 'designs/a.hcnet',
      range: { start: { line: 3, column: 10 }, end: { line: 3, column: 23 } },
    });
  });

  test('sums up what it lists', async () => {
    const { out } = await hcnet(['check', 'samples/faults.hcnet', '--format', 'json'], { cwd: root });
    const { findings, summary } = report.parse(JSON.parse(out));
    const n = (severity: string) => findings.filter((each) => each.severity === severity).length;
    expect(summary).toEqual({ errors: n('error'), warnings: n('warning'), infos: n('info'), files: 1 });
  });

  test('says nothing on the side', async () => {
    const { err } = await hcnet(['check', 'samples', '--format', 'json'], { cwd: root });
    expect(err).toBe('');
  });
});

describe('hcnet check', () => {
  test('writes findings as compilers do, in the order of the text, and a sum', async () => {
    const { out } = await hcnet(['check', 'samples/faults.hcnet'], { cwd: root });
    const lines = out.trimEnd().split('\n');
    const places = lines.slice(0, -1).map((line) => {
      const match = /^samples\/faults\.hcnet:(\d+):(\d+): (error|warning|info) [A-Z]+\w*: \S/.exec(line);
      expect(match, line).not.toBeNull();
      return Number(match?.[1]) * 1_000 + Number(match?.[2]);
    });
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(lines.at(-1)).toMatch(/^\d+ errors, \d+ warnings, \d+ notes in 1 file\.$/);
  });

  test('finds in the design with deliberate faults exactly these', async () => {
    const { out } = await hcnet(['check', 'samples/faults.hcnet', '--format', 'json'], { cwd: root });
    const names = { error: 'Error', warning: 'Warning', info: 'Information' };
    const found = report
      .parse(JSON.parse(out))
      .findings.map(
        ({ range: { start }, rule, severity }) => `${start.line}:${start.column} ${rule} ${names[severity]}`,
      );
    expect(found).toEqual(FAULTS);
  });

  test('points at the place on a terminal', async () => {
    const cwd = await folderWith({ 'a.hcnet': FAULTY });
    const { out } = await hcnet(['check', 'a.hcnet'], { cwd, isTerminal: true });
    expect(out).toContain(['3 |   prefix 100.72.0.0/16', '  |          ^^^^^^^^^^^^^', ''].join('\n'));
  });

  test.each([
    { failOn: 'error', code: 0 },
    { failOn: 'warning', code: 1 },
    { failOn: 'info', code: 1 },
  ])('of a design with a warning and --fail-on $failOn ends with $code', async ({ failOn, code }) => {
    const text = readFileSync(path.join(root, 'samples/minimal.hcnet'), 'utf8').replace(/^drill[^}]*}/m, '');
    const cwd = await folderWith({ 'a.hcnet': text });
    const ran = await hcnet(['check', 'a.hcnet', '--fail-on', failOn], { cwd });
    expect(ran.out).toMatch(/ warning HC\d+: /);
    expect(ran.code).toBe(code);
  });

  test('is content with the reference design', async () => {
    const { code, out } = await hcnet(['check', 'samples/reference.hcnet'], { cwd: root });
    expect(out).toMatch(/in 1 file\.\n$/);
    expect(code).toBe(0);
  });

  test('reads every design of a folder, each with what it imports', async () => {
    const { out } = await hcnet(['check', 'samples', '--format', 'json'], { cwd: root });
    expect(report.parse(JSON.parse(out)).summary.files).toBe(7);
  });

  test('of a file that others import checks it as a part of theirs', async () => {
    const cwd = path.join(root, 'samples/cross-region');
    const whole = await hcnet(['check', 'main.hcnet'], { cwd });
    expect(await hcnet(['check', 'hubs.hcnet'], { cwd })).toEqual(whole);
    expect(whole.out).toContain('in 4 files.');
  });

  test('shows where the tool failed only to those who ask', async () => {
    const quiet = await hcnet(['check', 'nowhere']);
    const debug = await hcnet(['check', 'nowhere'], { env: { HCNET_DEBUG: '1' } });
    expect(quiet.err).not.toMatch(/^\s+at /m);
    expect(debug.err).toMatch(/^\s+at /m);
  });

  test('refuses a format it does not know, with the ones it does', async () => {
    const { code, err } = await hcnet(['check', 'samples', '--format', 'xml'], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain('Allowed choices are text, json');
  });
});

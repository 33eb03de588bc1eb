import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseStringPromise } from 'xml2js';
import type { RunReport } from '../../src/export/run-report.ts';
import { emulatorForTest, folderWith, hcnet } from './support.ts';

const DESIGN = `network lab { region cn-shanghai }
vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
}
cen backbone { transit-router tr in cn-shanghai { attach prod } }
`;

async function lab() {
  const emulator = await emulatorForTest();
  const cwd = await folderWith({ 'lab.hcnet': DESIGN });
  return {
    emulator,
    run: (command: string, ...more: readonly string[]) =>
      hcnet([command, 'lab.hcnet', '--endpoint', emulator.url, ...more], { cwd }),
    json: async (name: string) => JSON.parse(await readFile(path.join(cwd, name), 'utf8')) as RunReport,
    xml: async (name: string): Promise<unknown> =>
      parseStringPromise(await readFile(path.join(cwd, name), 'utf8')),
    has: (name: string) => existsSync(path.join(cwd, name)),
  };
}

/** One of two vSwitches is refused for good. */
const quota = {
  match: { action: 'CreateVSwitch', nth: 1 },
  fault: { kind: 'quota' },
} as const;

describe('a report', () => {
  test('tells of a run that did all of it what was done and how long it took', async () => {
    const { run, json } = await lab();
    const ran = await run('apply', '--auto-approve', '--report', 'run.json');
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('Wrote run.json');
    const report = await json('run.json');
    expect(report).toMatchObject({
      format: 'hcnet-report',
      version: 1,
      command: 'apply',
      stack: 'lab',
      account: '1234567890123456',
      outcome: 'done',
      exitCode: 0,
      left: [],
    });
    const vpc = report.results.find(({ address }) => address === 'vpc.prod');
    expect(vpc).toMatchObject({ action: 'create', result: 'done', source: { line: 2 } });
    expect(vpc?.durationMs).toBeGreaterThan(0);
    expect(report.durationMs).toBeGreaterThanOrEqual(vpc?.durationMs ?? 0);
  });

  test('tells of a run that failed half-way the code, the request, and what is left', async () => {
    const { run, json, emulator } = await lab();
    emulator.faults.add(quota);
    const ran = await run('apply', '--auto-approve', '--report', 'run.json');
    expect(ran.code).toBe(3);
    const report = await json('run.json');
    const failed = report.results.filter(({ result }) => result === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.failure).toMatchObject({
      class: 'quota',
      action: 'CreateVSwitch',
      code: expect.stringMatching(/Quota/) as string,
      requestId: expect.stringMatching(/^[0-9A-F-]{36}$/) as string,
    });
    const kept = report.results.filter(({ because }) => because === failed[0]?.address);
    expect(kept.map(({ result }) => result)).toContain('not-started');
    const open = [...failed, ...kept].map(({ address }) => address);
    expect([...report.left].sort()).toEqual(open.sort());
    // At the terminal, consequences stand below their cause.
    expect(ran.out).toMatch(
      /failed lab\.hcnet:\d: create vpc\.prod\/vswitch\.app-\w: .*\n {2}not started because of it: cen\.backbone\/transit-router\.tr\/attachment\.prod, /,
    );
  });

  test('is JUnit where the file says so', async () => {
    const { run, xml, emulator } = await lab();
    emulator.faults.add(quota);
    await run('apply', '--auto-approve', '--report', 'run.xml');
    const { testsuites } = (await xml('run.xml')) as {
      testsuites: {
        testsuite: {
          $: Record<string, string>;
          testcase: { $: Record<string, string>; failure?: { _: string; $: object }[]; skipped?: object[] }[];
        }[];
      };
    };
    const [suite] = testsuites.testsuite;
    expect(suite?.$).toMatchObject({ name: 'hcnet apply lab', failures: '1', errors: '0' });
    const failed = suite?.testcase.find(({ failure }) => failure !== undefined);
    expect(failed?.$).toMatchObject({
      classname: 'lab',
      name: expect.stringMatching(/^create vpc\.prod\/vswitch\.app-/) as string,
    });
    expect(failed?.failure?.[0]?._).toMatch(
      /code: \S*Quota\S*\nrequest id: [0-9A-F-]{36}\nregion: cn-shanghai/,
    );
    expect(suite?.testcase.filter(({ skipped }) => skipped !== undefined).length).toBe(
      Number(suite?.$.skipped),
    );
  });

  test('is written also when nothing could be done at all', async () => {
    const { run, json, has } = await lab();
    const refused = await run('apply', '--report', 'refused.json');
    expect(refused.code).toBe(1);
    expect(await json('refused.json')).toMatchObject({
      outcome: 'failed',
      exitCode: 1,
      stack: 'lab',
      failure: { message: expect.stringContaining('nobody is at a terminal') as string },
      results: [],
    });
    const wrong = await run('apply', '--auto-approve', '--report', 'run.txt');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('Name it .json for JSON, or .xml for JUnit.');
    expect(has('run.txt')).toBe(false);
  });

  test('of a destroy and of drift says what they found', async () => {
    const { run, json, xml } = await lab();
    await run('apply', '--auto-approve');
    expect((await run('drift', '--report', 'drift.xml')).code).toBe(0);
    expect(JSON.stringify(await xml('drift.xml'))).toContain('no drift in 8 resources');
    await run('destroy', '--auto-approve', '--report', 'gone.json');
    expect(await json('gone.json')).toMatchObject({ command: 'destroy', outcome: 'done', left: [] });
  });
});

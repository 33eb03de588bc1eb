/** What an apply does only when somebody says so in so many words. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { emulatorForTest, folderWith, hcnet, startHcnet, type Ran } from './support.ts';

let emulator: RunningEmulator;
let cwd: string;

beforeEach(async () => {
  emulator = await emulatorForTest();
  cwd = await folderWith();
});

async function write(text: string): Promise<void> {
  await writeFile(path.join(cwd, 'lab.hcnet'), `network lab { region cn-shanghai }\n${text}`);
}

function apply(...options: readonly string[]): Promise<Ran> {
  return hcnet(['apply', 'lab.hcnet', ...options], { cwd, env: { HCNET_ENDPOINT: emulator.url } });
}

/** Applied before anything is guarded. */
async function given(text: string): Promise<void> {
  await write(text);
  const ran = await apply('--auto-approve');
  expect(ran.code, ran.out + ran.err).toBe(0);
}

const circuit = (name: string): string =>
  `circuit ${name} from dc to access-point ap-cn-shanghai-nt-aligroup-C { bandwidth 1 Gbps id "pc-${name}" }\n`;
const vbr = (name: string, number: number, asn: number): string =>
  `vbr ${name}-vbr on ${name} { vlan ${number} peering 172.16.${number}.2/30 to 172.16.${number}.1 bgp { peer-asn ${asn} } }\n`;
const border = (asn: number): string => `site dc { prefix 10.10.0.0/16 asn 65010 }
${circuit('one')}${vbr('one', 1, asn)}
ecr core { attach one-vbr }
cen hub { transit-router sh in cn-shanghai { attach core, prod } }
vpc prod in cn-shanghai { prefix 192.168.0.0/16
  vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 } vswitch m in cn-shanghai-m { prefix 192.168.2.0/24 } }
service db { product rds at prod.l }
expect dc reaches db privately
`;
const ordered = `site dc { tier development }
circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT port 1000Base-LX bandwidth 1 Gbps }
`;
const vswitches = (count: number): string =>
  Array.from(
    { length: count },
    (_each, index) => `vswitch s${index} in cn-shanghai-l { prefix 10.0.${index}.0/24 }`,
  ).join('\n');
const vpc = (body: string): string => `vpc prod in cn-shanghai { prefix 10.0.0.0/16\n${body}\n}\n`;

const guards = [
  {
    what: 'a hub is not deleted',
    before: 'cen hub {}\n',
    after: 'cen other {}\n',
    message: "'cen.hub' would be deleted, and much hangs on that",
    option: '--allow-delete',
  },
  {
    what: 'more than a fifth is not deleted',
    before: vpc(vswitches(8)),
    after: vpc(vswitches(2)),
    message: '6 of 9 resources would be deleted or replaced',
    option: '--allow-many',
  },
  {
    what: 'nothing is ordered that is paid at once',
    before: '',
    after: ordered,
    always: ['--apply-for-circuits'],
    message: "'circuit.line' is ordered, and the order is paid at once",
    option: '--approve-billing',
    // The line is still to be built.
    end: 4,
  },
  {
    what: 'what the design expects is not interrupted',
    before: border(65_010),
    after: border(65_011),
    message: 'traffic would be interrupted: dc → db',
    option: '--allow-outage',
  },
];

describe.each(guards)(
  'without a word of it, $what',
  ({ before, after, always = [], message, option, end = 0 }) => {
    test(`and ${option} lets it pass`, async () => {
      await given(before);
      await write(after);
      const calls = emulator.ledger().length;
      const others = guards.map((each) => each.option).filter((each) => each !== option);
      for (const more of [[], others]) {
        const refused = await apply('--auto-approve', ...always, ...more);
        expect(refused).toMatchObject({
          code: 7,
          err: `error: ${message}. If that is meant, say so: ${option}\n`,
        });
        expect(refused.out).toContain(`careful: ${message} (${option} lets it pass)`);
        expect(emulator.ledger()).toHaveLength(calls);
      }
      const passed = await apply('--auto-approve', ...always, option);
      expect(passed.code, passed.out + passed.err).toBe(end);
      expect(emulator.ledger().length).toBeGreaterThan(calls);
    });
  },
);

describe('at a terminal', () => {
  test.each([
    ['yes', 1, true],
    ['lab', 0, false],
  ])('a guarded plan takes the name of the design: %s ends with %d', async (typed, code, isThere) => {
    await given('cen hub {}\n');
    await write('vpc prod in cn-shanghai { prefix 10.0.0.0/16 }\n');
    const running = startHcnet(['apply', 'lab.hcnet'], {
      cwd,
      env: { HCNET_ENDPOINT: emulator.url },
      isTerminal: true,
    });
    await running.printed(/Type 'lab' to go on: /);
    running.type(typed);
    const ended = await running.ended;
    expect(ended.err).toContain("careful: 'cen.hub' would be deleted, and much hangs on that\n");
    expect(ended.code).toBe(code);
    expect(emulator.snapshot().resources.some(({ kind }) => kind === 'cen')).toBe(isThere);
  });

  test('what is protected is refused without a question', async () => {
    await given('vpc prod in cn-shanghai { prefix 10.0.0.0/16 lifecycle { protect on } }\n');
    await write('cen hub {}\n');
    const running = startHcnet(['apply', 'lab.hcnet'], {
      cwd,
      env: { HCNET_ENDPOINT: emulator.url },
      isTerminal: true,
    });
    const { code, err } = await running.ended;
    expect(err).toContain("error: 'vpc.prod' is protected: ");
    expect(err).not.toContain('Type ');
    expect(code).toBe(7);
  });
});

describe('what is protected', () => {
  const protectedVpc = 'vpc prod in cn-shanghai { prefix 10.0.0.0/16 lifecycle { protect on } }\n';
  const message =
    "error: 'vpc.prod' is protected: put back what was taken out of the design, with 'protect off' where it is meant to go, or say it by name: --unprotect vpc.prod\n";

  test('goes with its name and with no other word', async () => {
    await given(protectedVpc);
    await write('cen hub {}\n');
    const calls = emulator.ledger().length;
    for (const words of [[], guards.map(({ option }) => option), ['--unprotect', 'vpc.other']])
      expect(await apply('--auto-approve', ...words)).toMatchObject({ code: 7, err: message });
    expect(emulator.ledger()).toHaveLength(calls);
    expect((await apply('--auto-approve', '--unprotect', 'vpc.prod')).code).toBe(0);
    expect(emulator.snapshot().resources.some(({ kind }) => kind === 'vpc')).toBe(false);
  });

  test('is not destroyed with the rest, but by its name', async () => {
    await given(`${protectedVpc}cen hub {}\n`);
    const destroy = (...options: readonly string[]): Promise<Ran> =>
      hcnet(['destroy', 'lab.hcnet', '--auto-approve', ...options], {
        cwd,
        env: { HCNET_ENDPOINT: emulator.url },
      });
    expect(await destroy()).toMatchObject({
      code: 7,
      err: expect.stringContaining("'vpc.prod' is protected: ") as string,
    });
    expect(emulator.snapshot().resources.some(({ kind }) => kind === 'cen')).toBe(true);
    // A hub needs no word of its own there: whoever destroys a design has typed its name.
    expect((await destroy('--unprotect', 'vpc.prod')).code).toBe(0);
    expect(emulator.snapshot().resources.filter(({ kind }) => kind === 'cen' || kind === 'vpc')).toEqual([]);
  });
});

import { existsSync } from 'node:fs';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emulatorForTest, folderWith, hcnet, type Ran } from './support.ts';

const DESIGN = `
network office { region cn-shanghai }
site dc { prefix 10.10.0.0/16 asn 65010 router cpe }
circuit line from dc.cpe to access-point ap-cn-shanghai-pd-D { port 10GBase-LR carrier CT bandwidth 10 Gbps id "pc-line" }
vbr border on line {
  vlan 110 peering 172.16.1.2/30 to 172.16.1.1
  bgp { peer-asn 65010 auth secret BGP_KEY bfd on }
}
ecr core { asn 45104 attach border }
cen backbone { transit-router tr in cn-shanghai { attach core, prod } }
vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch m in cn-shanghai-m { prefix 192.168.2.0/24 }
}
`;

interface World {
  readonly cwd: string;
  /** Of what the design has become. */
  readonly id: (address: string) => Promise<string>;
  readonly run: (...args: readonly string[]) => Promise<Ran>;
}

/** A network that somebody has made, and whose state is somewhere else. */
async function someNetwork(): Promise<World> {
  const emulator = await emulatorForTest();
  const cwd = await folderWith({ 'elsewhere/office.hcnet': DESIGN });
  const run: World['run'] = (...args) => hcnet(args, { cwd, env: { HCNET_ENDPOINT: emulator.url } });
  expect((await run('apply', 'elsewhere/office.hcnet', '--auto-approve')).code).toBe(0);
  return {
    cwd,
    run,
    id: async (address) => {
      const { out } = await run('state', 'show', 'elsewhere/office.hcnet', address);
      return (JSON.parse(out) as { readonly id: string }).id;
    },
  };
}

async function statesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => /^state\.\d+\.json$/.test(name));
}

describe('hcnet import', () => {
  test('writes a text and a state, and the next plan is empty', async () => {
    const { cwd, id, run } = await someNetwork();
    const cen = await id('cen.backbone');
    const imported = await run('import', 'branch.hcnet', '--cen', cen);
    expect(imported.code).toBe(0);
    expect(imported.out).toContain("'branch' from emulator at ");
    expect(imported.out).toContain('1 × Cloud Enterprise Network\n');
    expect(imported.out).toContain('secret BORDER_BGP_KEY\n');
    expect(imported.out).toMatch(
      /Wrote branch\.hcnet\. The next plan is empty: text, state and cloud agree\.\n$/,
    );
    const text = await readFile(path.join(cwd, 'branch.hcnet'), 'utf8');
    expect(text).toContain(`// Imported from ${cen} of account 1234567890123456.\n`);
    expect(text).toContain('auth secret BORDER_BGP_KEY bfd on }');
    expect((await run('plan', 'branch.hcnet')).out).toContain('Plan: nothing to change.');
    expect((await run('drift', 'branch.hcnet')).code).toBe(0);
    expect((await run('check', 'branch.hcnet')).code).toBe(0);
  });

  test('finds the same network from each of its ends', async () => {
    const { id, run } = await someNetwork();
    const found = [];
    for (const [option, address] of [
      ['--cen', 'cen.backbone'],
      ['--ecr', 'ecr.core'],
      ['--vbr', 'vbr.border'],
    ] as const) {
      const { out } = await run('import', `from${option}.hcnet`, option, await id(address), '--json');
      const { kinds, isPlanEmpty } = JSON.parse(out) as { kinds: unknown; isPlanEmpty: boolean };
      expect(isPlanEmpty).toBe(true);
      found.push(kinds);
    }
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  test('says who else has it, under which name it is whole again, and that it is then', async () => {
    const { id, run } = await someNetwork();
    const cen = await id('cen.backbone');
    const { out } = await run('import', 'branch.hcnet', '--cen', cen);
    expect(out).toContain("resources that carry the tags of the hcnet design 'office'");
    expect(out).toContain('--name office');
    const again = await run('import', 'whole.hcnet', '--cen', cen, '--name', 'office');
    expect(again.code).toBe(0);
    // Made by this very design, so nothing of it is imported goods.
    const destroyed = await run('destroy', 'whole.hcnet', '--auto-approve');
    expect(destroyed.code).toBe(0);
    expect(destroyed.out).not.toContain('imported');
  });

  test('what it has imported is destroyed only when somebody says so', async () => {
    const { id, run } = await someNetwork();
    await run('import', 'branch.hcnet', '--cen', await id('cen.backbone'));
    const refused = await run('destroy', 'branch.hcnet', '--auto-approve');
    expect(refused.code).toBe(7);
    expect(refused.err).toContain('hcnet has not made that: it was imported');
    expect(refused.err).toContain('--allow-imported');
    expect((await run('plan', 'branch.hcnet')).out).toContain('Plan: nothing to change.');
    expect((await run('destroy', 'branch.hcnet', '--auto-approve', '--allow-imported')).code).toBe(0);
  });

  test('overwrites neither a text nor a state', async () => {
    const { cwd, id, run } = await someNetwork();
    const cen = await id('cen.backbone');
    await run('import', 'branch.hcnet', '--cen', cen);
    const before = await readFile(path.join(cwd, 'branch.hcnet'), 'utf8');
    expect(await run('import', 'branch.hcnet', '--cen', cen)).toEqual({
      code: 2,
      out: '',
      err: 'error: branch.hcnet exists already, and an import would replace what is in it\n  Choose another name, or say --force to replace it.\n',
    });
    const forced = await run('import', 'branch.hcnet', '--cen', cen, '--force');
    expect(forced.code).toBe(2);
    expect(forced.err).toMatch(
      /the state of 'branch' in .* knows \d+ resources already, and an import would forget them/,
    );
    expect(await readFile(path.join(cwd, 'branch.hcnet'), 'utf8')).toBe(before);
  });

  test('is done once more, as is said, where its state is damaged and has no older one', async () => {
    const { cwd, id, run } = await someNetwork();
    const cen = await id('cen.backbone');
    await run('import', 'branch.hcnet', '--cen', cen);
    const place = path.join(cwd, '.hcnet/emulator/branch');
    for (const name of await statesIn(place)) await writeFile(path.join(place, name), '{"version":');
    const plan = () => run('plan', 'branch.hcnet');
    const { code, err } = await plan();
    expect(code).toBe(2);
    const [, damaged = ''] = /Without one, move (state\.\d+\.json) away/.exec(err) ?? [];
    const [, advice = ''] = /\(hcnet (import OTHER\.hcnet --name branch)\)/.exec(err) ?? [];
    await rename(path.join(place, damaged), path.join(cwd, damaged));
    // Nothing but the state knows what was imported.
    expect((await plan()).out).not.toContain('Plan: nothing to change.');
    expect((await run(...advice.split(' '), '--cen', cen)).code).toBe(0);
    expect((await plan()).out).toContain('Plan: nothing to change.');
  });

  test('needs no value of a key that it could not read back, and one of any other', async () => {
    const { cwd, id, run } = await someNetwork();
    await run('import', 'branch.hcnet', '--cen', await id('cen.backbone'), '--state-dir', 'states');
    // As if it had been imported from the cloud itself, where there is no placeholder for what is missing.
    await rename(path.join(cwd, 'states/emulator'), path.join(cwd, 'states/cloud'));
    // Credentials are looked for before secrets are, and had after them: these are there, and cannot be had.
    const profile = { name: 'p', mode: 'External', process_command: `'${process.execPath}' no-such-program` };
    const home = await folderWith({
      '.aliyun/config.json': JSON.stringify({ current: 'p', profiles: [profile] }),
    });
    const plan = () => hcnet(['plan', 'branch.hcnet', '--state-dir', 'states'], { cwd, home });
    expect((await plan()).err).toMatch(/^error: the program of profile 'p' of \S+ failed/);
    const file = path.join(cwd, 'branch.hcnet');
    await writeFile(file, (await readFile(file, 'utf8')).replace('BORDER_BGP_KEY', 'ANOTHER_KEY'));
    expect((await plan()).err).toMatch(
      /^error: the design needs a secret that is not there: secret ANOTHER_KEY\n/,
    );
  });

  test('an id that leads nowhere writes nothing', async () => {
    const { cwd, run } = await someNetwork();
    const { code, err } = await run('import', 'branch.hcnet', '--cen', 'cen-nowhere');
    expect(code).toBe(2);
    expect(err).toContain('there is no Cloud Enterprise Network cen-nowhere in this account; check the id');
    expect(existsSync(path.join(cwd, 'branch.hcnet'))).toBe(false);
    expect(existsSync(path.join(cwd, '.hcnet'))).toBe(false);
  });
});

describe('an import that is asked for wrongly', () => {
  test.each([
    [['import', 'a.hcnet'], 'an import starts somewhere'],
    [['import', 'a', '--cen', 'cen-1'], 'a is no name for a design: it does not end in .hcnet'],
    [['import', 'a.hcnet', '--ecr', 'cen-1'], 'say --cen cen-1'],
    [
      ['import', 'a.hcnet', '--cen', '--force'],
      '--cen is given without the id of a Cloud Enterprise Network, which begins with cen-',
    ],
    [
      ['import', 'a.hcnet', '--ecr', ''],
      '--ecr is given without the id of an Express Connect Router, which begins with ecr-',
    ],
    [['import', 'a.hcnet', '--vbr', 'vbr-1', '--region', 'shanghai'], "'shanghai' is no region"],
    [['import', 'a.hcnet', '--cen', 'cen-1', '--name', '1 2'], "'1 2' cannot be the name of a design"],
  ])('%j is told what is wrong', async (args, message) => {
    const { code, out, err } = await hcnet(args, { cwd: await folderWith() });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });
});

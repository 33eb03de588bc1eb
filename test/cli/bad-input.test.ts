import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { asNobody, emulatorForTest, folderWith, hcnet } from './support.ts';
import type { Ran } from './support.ts';

/** One message, one next step, no stack trace. */
function expectOneMessage({ out, err }: Ran, message: string): void {
  expect(err.split('\n')[0]).toBe(`error: ${message}`);
  expect(err.trimEnd().split('\n').length).toBe(2);
  expect(out + err).not.toMatch(/^\s+at .+:\d+/m);
}

describe('a path', () => {
  test('that does not exist is named', async () => {
    const cwd = await folderWith();
    const ran = await hcnet(['check', 'nowhere.hcnet'], { cwd });
    expectOneMessage(ran, 'cannot read nowhere.hcnet: it does not exist');
    expect(ran.code).toBe(2);
  });

  test('of a folder is no file to draw', async () => {
    const cwd = await folderWith({ 'one/a.hcnet': 'site a {}' });
    const ran = await hcnet(['diagram', 'one'], { cwd });
    expectOneMessage(ran, 'one is a folder, not a file');
    expect(ran.err).toContain('Name the file: one/a.hcnet.');
    expect(ran.code).toBe(2);
  });

  test('of a folder with several designs needs a choice before anything is planned', async () => {
    const cwd = await folderWith({ 'a.hcnet': 'site a {}', 'b.hcnet': 'site b {}' });
    const ran = await hcnet(['plan', '.'], { cwd });
    expectOneMessage(ran, '. is a folder with 2 designs');
    expect(ran.err).toContain('Name the file: a.hcnet, b.hcnet.');
  });

  test('of a folder without designs is told', async () => {
    const cwd = await folderWith({ 'README.md': '' });
    expectOneMessage(await hcnet(['check', '.'], { cwd }), 'there is no .hcnet file in .');
  });

  test('of something else is no design', async () => {
    const cwd = await folderWith({ 'README.md': '# Hello' });
    expectOneMessage(
      await hcnet(['check', 'README.md'], { cwd }),
      'README.md is no design: its name does not end in .hcnet',
    );
  });

  test('that leads through a file is told', async () => {
    const cwd = await folderWith({ file: '' });
    expectOneMessage(
      await hcnet(['check', 'file/a.hcnet'], { cwd }),
      'cannot read file/a.hcnet: a part of the path is a file, not a folder',
    );
  });

  test('without permission is told', async () => {
    const cwd = await folderWith({ 'a.hcnet': 'site a {}' });
    await chmod(path.join(cwd, 'a.hcnet'), 0);
    const ran = await asNobody(() => hcnet(['check', path.join(cwd, 'a.hcnet')]));
    expectOneMessage(ran, `cannot read ${path.join(cwd, 'a.hcnet')}: permission denied`);
  });
});

describe('a file', () => {
  test('with NUL bytes is no text, and the first one is named', async () => {
    const cwd = await folderWith({ 'a.hcnet': 'site a {\n  kind\0datacenter\n}\n' });
    const { code, out, err } = await hcnet(['check', 'a.hcnet'], { cwd });
    expect(out.split('\n').slice(0, 2)).toEqual([
      'a.hcnet:2:7: error HC002: There are NUL characters here, so this is no text in UTF-8; save the file as UTF-8',
      '1 error in 1 file.',
    ]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  test('that is half typed is told where it breaks off, and the rest is checked', async () => {
    const cwd = await folderWith({ 'a.hcnet': 'site dc {\n  prefix 100.72.0.0/16\n}\nvpc prod in\n' });
    const { code, out } = await hcnet(['check', 'a.hcnet'], { cwd });
    expect(out).toMatch(/^a\.hcnet:4:\d+: error HC001: /m);
    expect(out).toMatch(/^a\.hcnet:2:10: error HC101: /m);
    expect(code).toBe(1);
  });

  test('that imports what is not there is told at the import', async () => {
    const cwd = await folderWith({ 'a.hcnet': '// sites\nimport "./gone.hcnet"\n' });
    const { code, out } = await hcnet(['check', 'a.hcnet'], { cwd });
    expect(out).toMatch(/^a\.hcnet:2:8: error HC008: .*gone\.hcnet.* does not exist$/m);
    expect(code).toBe(1);
  });

  test('that imports itself by way of another is told, once', async () => {
    const cwd = await folderWith({ 'a.hcnet': 'import "./b.hcnet"\n', 'b.hcnet': 'import "./a.hcnet"\n' });
    const { out } = await hcnet(['check', 'a.hcnet'], { cwd });
    expect(out.match(/HC009/g)).toHaveLength(1);
    expect(out).toContain('in 2 files.');
  });

  test.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
  ])('with %s says the same at the same places', async (_, change) => {
    const text = '// 網路 🌐\nsite dc {\n  kind datacenter\n  prefix 100.72.0.0/16\n}\n';
    const cwd = await folderWith({ 'a.hcnet': text, 'other/a.hcnet': change(text) });
    const plain = await hcnet(['check', 'a.hcnet'], { cwd });
    const changed = await hcnet(['check', 'a.hcnet'], { cwd: path.join(cwd, 'other') });
    expect(plain.out).toContain('a.hcnet:4:10: error HC101');
    expect(changed).toEqual(plain);
  });

  test('with names that objects are born with is a design like any other', async () => {
    const cwd = await folderWith({
      'a.hcnet':
        'site __proto__ { kind office }\nsite constructor { kind office }\nsite toString { kind office }\n',
    });
    const { code, err } = await hcnet(['check', 'a.hcnet', '--format', 'json'], { cwd });
    expect(err).toBe('');
    expect(code).toBeLessThan(2);
    const drawn = await hcnet(['diagram', 'a.hcnet'], { cwd });
    expect(drawn.out).toContain('__proto__');
  });

  test('of five megabytes is read to its end', async () => {
    const comment = `// ${'x'.repeat(97)}\n`.repeat(50_000);
    const cwd = await folderWith({ 'a.hcnet': `${comment}site dc {\n  prefix 100.72.0.0/16\n}\n` });
    const { out } = await hcnet(['check', 'a.hcnet'], { cwd });
    expect(out).toContain('a.hcnet:50002:10: error HC101');
  });
});

describe('a target', () => {
  test('where nothing listens is told before any call', async () => {
    const cwd = await folderWith({ 'a.hcnet': 'site a { kind office }' });
    const ran = await hcnet(['plan', 'a.hcnet', '--endpoint', 'http://127.0.0.1:1'], { cwd });
    expectOneMessage(ran, 'nothing listens at http://127.0.0.1:1 (connection refused)');
    expect(ran.err).toContain('hcnet emulator --port 1');
    expect(ran.code).toBe(2);
  });

  test.each([
    [
      'https://vpc.example.com',
      "--endpoint 'https://vpc.example.com' is not on this machine, and signed requests go nowhere else",
    ],
    [
      'http://10.0.0.1:80',
      "--endpoint 'http://10.0.0.1' is not on this machine, and signed requests go nowhere else",
    ],
    [
      'http://127.0.0.1.evil.example',
      "--endpoint 'http://127.0.0.1.evil.example' is not on this machine, and signed requests go nowhere else",
    ],
    [
      'http://me@127.0.0.1:4010',
      "--endpoint 'http://127.0.0.1:4010' is not on this machine, and signed requests go nowhere else",
    ],
    ['https://127.0.0.1:4010', "--endpoint 'https://127.0.0.1:4010' asks for TLS, which no emulator speaks"],
    ['127.0.0.1:4010', "--endpoint '127.0.0.1:4010' is not the address of a server"],
    ['', "--endpoint '' is not the address of a server"],
  ])('%s is refused', async (endpoint, message) => {
    const cwd = await folderWith({ 'a.hcnet': 'site a { kind office }' });
    const ran = await hcnet(['plan', 'a.hcnet', '--endpoint', endpoint], { cwd });
    expectOneMessage(ran, message);
    expect(ran.code).toBe(2);
  });

  test('in the environment is named as such', async () => {
    const cwd = await folderWith({ 'a.hcnet': 'site a { kind office }' });
    const ran = await hcnet(['plan', 'a.hcnet'], { cwd, env: { HCNET_ENDPOINT: 'http://192.168.1.9' } });
    expectOneMessage(
      ran,
      "HCNET_ENDPOINT 'http://192.168.1.9' is not on this machine, and signed requests go nowhere else",
    );
  });

  test('that is the real cloud needs credentials, and the emulator is offered', async () => {
    const cwd = await folderWith({ 'a.hcnet': 'site a { kind office }' });
    const { code, err } = await hcnet(['plan', 'a.hcnet'], { cwd, env: { HOME: cwd } });
    expect(err).toContain('no Alibaba Cloud credentials were found');
    expect(err).toContain('ALIBABA_CLOUD_ACCESS_KEY_ID');
    expect(err).toContain('hcnet emulator');
    expect(code).toBe(2);
  });

  test('refuses credentials that are wrong, and says which', async () => {
    const { url } = await emulatorForTest();
    const cwd = await folderWith({ 'a.hcnet': 'vpc a in cn-shanghai { prefix 10.0.0.0/16 }' });
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'nobody', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'knows' };
    const ran = await hcnet(['plan', 'a.hcnet', '--endpoint', url], { cwd, env });
    expect(ran.err).toContain('the credentials');
    expect(ran.err).toContain('ALIBABA_CLOUD_ACCESS_KEY_ID');
    expect(ran.err).not.toContain('knows');
    expect(ran.code).toBe(2);
  });
});

test('a command that does not exist is told, with the way to find those that do', async () => {
  const { code, err } = await hcnet(['aply']);
  expect(code).toBe(2);
  expect(err).toContain("unknown command 'aply'");
  expect(err).toContain('hcnet --help');
});

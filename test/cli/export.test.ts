import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, hcnet } from './support.ts';

const root = path.resolve(import.meta.dirname, '../..');
const REFERENCE = path.join(root, 'samples/reference.hcnet');

describe('hcnet diagram', () => {
  test('writes the picture to the file that is named, the same each time', async () => {
    const cwd = await folderWith();
    const { code, out, err } = await hcnet(['diagram', REFERENCE, '-o', 'x.svg'], { cwd });
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: 'Wrote x.svg\n' });
    const picture = await readFile(path.join(cwd, 'x.svg'), 'utf8');
    expect(picture).toMatch(/^<svg [^]*<\/svg>\s*$/);
    expect(picture).toContain('Express Connect Router');
    expect((await hcnet(['diagram', REFERENCE])).out.trimEnd()).toBe(picture.trimEnd());
  });

  test('is what export writes as svg', async () => {
    const drawn = await hcnet(['diagram', REFERENCE]);
    expect((await hcnet(['export', REFERENCE, '--format', 'svg'])).out).toBe(drawn.out);
  });

  test('draws what there is of a design that is half typed', async () => {
    const cwd = await folderWith({ 'a.hcnet': 'site office-1 {\n  kind office\n}\ncircuit line from' });
    const { code, out } = await hcnet(['diagram', 'a.hcnet'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('office-1');
  });

  test('says where it could not write', async () => {
    const cwd = await folderWith();
    const { code, err } = await hcnet(['diagram', REFERENCE, '-o', 'no/where/x.svg'], { cwd });
    expect(err).toBe(
      'error: cannot write no/where/x.svg: its folder does not exist\n  Create the folder, or choose another place.\n',
    );
    expect(code).toBe(2);
  });
});

describe('hcnet export --format calls', () => {
  test('prints the ordered calls as JSON', async () => {
    const { code, out, err } = await hcnet(['export', REFERENCE, '--format', 'calls']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const text = JSON.stringify(JSON.parse(out));
    expect(text.indexOf('CreateVpc')).toBeGreaterThan(0);
    expect(text.indexOf('CreateVSwitch')).toBeGreaterThan(text.indexOf('CreateVpc'));
    expect(out).toBe((await hcnet(['export', REFERENCE, '--format', 'calls'])).out);
  });

  test('refuses a design that the cloud would refuse', async () => {
    const { code, out, err } = await hcnet([
      'export',
      path.join(root, 'samples/faults.hcnet'),
      '--format',
      'calls',
    ]);
    expect(err).toMatch(/^error: the design has \d+ errors/);
    expect({ code, out }).toEqual({ code: 1, out: '' });
  });

  test('needs a format', async () => {
    const { code, err } = await hcnet(['export', REFERENCE]);
    expect(err).toContain("required option '--format <format>' not specified");
    expect(code).toBe(2);
  });
});

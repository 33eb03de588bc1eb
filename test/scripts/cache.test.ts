import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cacheFolder, ensureCached } from '../../scripts/lib/cache.mjs';

describe('the cache', () => {
  let home: string;

  beforeEach(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'hcnet-cache-test-'));
    vi.stubEnv('HOME', home);
    vi.stubEnv('XDG_CACHE_HOME', undefined);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    fs.rmSync(home, { recursive: true });
  });

  const fill = (text: string) => (folder: string) => fs.promises.writeFile(path.join(folder, 'proof'), text);

  test('is in the home folder, unless XDG_CACHE_HOME says otherwise', () => {
    expect(cacheFolder()).toBe(path.join(home, '.cache', 'hcnet'));
    vi.stubEnv('XDG_CACHE_HOME', path.join(home, 'elsewhere'));
    expect(cacheFolder()).toBe(path.join(home, 'elsewhere', 'hcnet'));
    vi.stubEnv('XDG_CACHE_HOME', 'relative/is/ignored');
    expect(cacheFolder()).toBe(path.join(home, '.cache', 'hcnet'));
  });

  test('says which folder cannot be written and what to set', () => {
    fs.writeFileSync(path.join(home, '.cache'), 'a file where the folder should be');
    expect(() => cacheFolder()).toThrow(
      /cache folder .*hcnet cannot be written .* Set HOME, or XDG_CACHE_HOME/,
    );
  });

  test('is filled once', async () => {
    const folder = await ensureCached('tool', 'proof', fill('first'));
    expect(await ensureCached('tool', 'proof', fill('second'))).toBe(folder);
    expect(fs.readFileSync(path.join(folder, 'proof'), 'utf8')).toBe('first');
  });

  test('keeps nothing of a fetch that failed, and can be filled afterwards', async () => {
    const interrupted = ensureCached('tool', 'proof', async (folder) => {
      await fill('half')(folder);
      throw new Error('no network');
    });
    await expect(interrupted).rejects.toThrow('no network');
    expect(fs.readdirSync(cacheFolder())).toEqual([]);
    const folder = await ensureCached('tool', 'proof', fill('whole'));
    expect(fs.readFileSync(path.join(folder, 'proof'), 'utf8')).toBe('whole');
  });

  test('replaces what something else has left half made', async () => {
    fs.mkdirSync(path.join(cacheFolder(), 'tool', 'rest'), { recursive: true });
    const folder = await ensureCached('tool', 'proof', fill('whole'));
    expect(fs.readdirSync(folder)).toEqual(['proof']);
    expect(fs.readdirSync(cacheFolder())).toEqual(['tool']);
  });

  test('serves everyone who fills it at the same time', async () => {
    const folders = await Promise.all(
      ['a', 'b', 'c'].map((text) => ensureCached('tool', 'proof', fill(text))),
    );
    expect(new Set(folders).size).toBe(1);
    expect(fs.readdirSync(cacheFolder())).toEqual(['tool']);
  });
});

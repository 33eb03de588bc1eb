/** Bundles the command line that ends itself, as the real one is bundled. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { appBundles } from '../../scripts/bundles.mjs';

export interface Program {
  readonly file: string;
  readonly remove: () => Promise<void>;
}

export async function bundleProgram(): Promise<Program> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const real = appBundles().find(({ out }) => out === 'dist/cli.js');
  if (real === undefined) throw new Error('scripts/bundles.mjs has no dist/cli.js any more');
  const entry = path.join(root, 'test/campaign/mortal-cli.ts');
  // Below the root, so that it finds what it does not bundle.
  await mkdir(path.join(root, 'out'), { recursive: true });
  const folder = await mkdtemp(path.join(root, 'out', 'campaign-'));
  await esbuild.build({
    ...real.options,
    entryPoints: [{ in: entry, out: 'mortal-cli' }],
    outdir: folder,
    absWorkingDir: root,
    bundle: true,
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
  return { file: path.join(folder, 'mortal-cli.mjs'), remove: () => rm(folder, { recursive: true }) };
}

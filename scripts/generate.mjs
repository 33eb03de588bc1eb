// node scripts/generate.mjs [--check]: writes the parser and the TextMate grammar, or checks that they are current.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runScript } from './lib/errors.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { capture } from './lib/run.mjs';
import { refineTextMate } from './textmate.mjs';

const SOURCES = 'src/language';
const GENERATED = 'src/language/generated';
const GRAMMARS = 'syntaxes';
const TEXTMATE = 'syntaxes/hcnet.tmLanguage.json';

await runScript('generate', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hcnet-generate-'));
  try {
    await generateInto(folder);
    return process.argv.includes('--check') ? check(folder) : write(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * The generator runs on a copy, so that a failure half way leaves the repository as it was.
 * @param {string} folder
 */
async function generateInto(folder) {
  fs.mkdirSync(path.join(folder, SOURCES), { recursive: true });
  fs.copyFileSync(inRoot('langium-config.json'), path.join(folder, 'langium-config.json'));
  for (const file of fs.readdirSync(inRoot(SOURCES)).filter((name) => name.endsWith('.langium'))) {
    fs.copyFileSync(path.join(inRoot(SOURCES), file), path.join(folder, SOURCES, file));
  }
  // In the other mode the parser checks its grammar at each start, which the generator has just done.
  const args = ['generate', '--mode=production', '--file', path.join(folder, 'langium-config.json')];
  await capture(process.execPath, [inRoot('node_modules/langium-cli/bin/langium.js'), ...args], {
    cwd: folder,
  });
  const textMate = path.join(folder, TEXTMATE);
  const source = fs.readFileSync(inRoot('src/language/hcnet.langium'), 'utf8');
  fs.writeFileSync(textMate, refineTextMate(fs.readFileSync(textMate, 'utf8'), source));
}

/** @param {string} folder */
function write(folder) {
  const changed = differences(folder);
  for (const { file, text } of changed) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    if (text === undefined) fs.rmSync(path.join(root, file));
    else fs.writeFileSync(path.join(root, file), text);
  }
  console.log(changed.length === 0 ? 'generated files are current' : `wrote ${names(changed)}`);
  return 0;
}

/** @param {string} folder */
function check(folder) {
  const changed = differences(folder);
  if (changed.length === 0) return 0;
  console.error(
    `these generated files are not current: ${names(changed)}. Run \`npm run generate\` and commit them.`,
  );
  return 1;
}

/**
 * @param {string} folder
 * @returns {{ file: string, text: string | undefined }[]} the files to write, or to remove where there is no text
 */
function differences(folder) {
  // Beside the generated TextMate grammar there may be written ones; in the other folder everything is generated.
  const files = new Set([...list(folder, GRAMMARS), ...list(folder, GENERATED), ...list(root, GENERATED)]);
  return [...files]
    .sort()
    .map((file) => ({ file, text: read(folder, file) }))
    .filter(({ file, text }) => text !== read(root, file));
}

/**
 * @param {string} base
 * @param {string} output
 */
function list(base, output) {
  const folder = path.join(base, output);
  return fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => `${output}/${name}`) : [];
}

/**
 * @param {string} base
 * @param {string} file
 */
function read(base, file) {
  const full = path.join(base, file);
  return fs.existsSync(full) ? fs.readFileSync(full, 'utf8').replaceAll('\r\n', '\n') : undefined;
}

/** @param {readonly { file: string }[]} changed */
function names(changed) {
  return changed.map(({ file }) => file).join(', ');
}

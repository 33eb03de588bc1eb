import fs from 'node:fs';
import path from 'node:path';
import { UserError } from './errors.mjs';
import { withProgress } from './progress.mjs';
import { capture } from './run.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

// The fonts draw what a bare machine cannot, Chinese labels above all.
const DEBIAN_PACKAGES = ['chromium', 'fonts-noto-cjk', 'fonts-dejavu-core'];

/**
 * A Chromium, Chrome or Edge to test with; the variable CHROMIUM names another one.
 * @returns {Promise<string | undefined>} its path
 */
export async function findChromium() {
  const chosen = process.env.CHROMIUM;
  if (chosen !== undefined && chosen !== '') {
    if (isFile(chosen)) return chosen;
    throw new UserError(`CHROMIUM is set to ${chosen}, and there is no such file. Correct it, or unset it.`);
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = [
    ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...PLACES,
  ];
  return [...candidates, await fromPlaywright()].find(isFile);
}

/** Installs Chromium where that takes no question: on Debian, as root. */
export async function ensureChromium() {
  if ((await findChromium()) !== undefined) return;
  if (!isDebian() || process.getuid?.() !== 0) throw chromiumMissing();
  await withProgress(
    `Installing ${DEBIAN_PACKAGES.join(', ')} with apt-get (170 MB, 600 MB on disk)`,
    async () => {
      const env = { DEBIAN_FRONTEND: 'noninteractive' };
      await capture('apt-get', ['update', '-q'], { env });
      await capture('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...DEBIAN_PACKAGES], {
        env,
      });
    },
  );
  if ((await findChromium()) === undefined) throw chromiumMissing();
}

export function chromiumMissing() {
  const command = isDebian()
    ? `sudo apt-get install ${DEBIAN_PACKAGES.join(' ')}`
    : `npx playwright-core install chromium${process.platform === 'linux' ? ' --with-deps' : ''}`;
  return new UserError(
    `the tests in VS Code need Chromium, Chrome or Edge, and none was found. Run \`${command}\`, or set CHROMIUM to the path of one.`,
  );
}

/** The one that `npx playwright-core install chromium` leaves in Playwright's own cache. */
async function fromPlaywright() {
  try {
    const { chromium } = await import('playwright-core');
    return chromium.executablePath();
  } catch {
    // The dependencies are not installed yet, or Playwright knows of none for this platform.
    return undefined;
  }
}

// Ubuntu's package of the same name is an empty shell that wants its app store, so only Debian itself counts.
function isDebian() {
  try {
    return /^ID=debian$/m.test(fs.readFileSync('/etc/os-release', 'utf8'));
  } catch {
    // Not Linux.
    return false;
  }
}

/** @param {string | undefined} file */
const isFile = (file) =>
  file !== undefined && fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;

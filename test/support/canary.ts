/**
 * Finds secrets in bytes, in whatever form they were written. Written apart from src/cloud/redact.ts, so that the one
 * does not overlook what the other overlooks.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Sighting {
  readonly canary: string;
  /** `as it is`, `base 64`, and so on. */
  readonly form: string;
  /** What stands around it. */
  readonly around: string;
}

/** A canary is at least eight characters long, so that none is found by chance. */
export function findCanary(bytes: Uint8Array | string, canaries: readonly string[]): readonly Sighting[] {
  // One character for each byte, so that nothing is lost that is not UTF-8.
  const text = Buffer.from(bytes).toString('latin1');
  return canaries.flatMap((canary) => {
    if (canary.length < 8) throw new Error(`'${canary}' is too short to be a canary`);
    return [...formsOf(canary)].flatMap(([form, needle]) => {
      const at = text.indexOf(needle);
      return at < 0
        ? []
        : [{ canary, form, around: text.slice(Math.max(0, at - 60), at + needle.length + 20) }];
    });
  });
}

/** Sightings in every file below a folder, apart from some; `around` begins with the name of the file. */
export async function findCanaryIn(
  folder: string,
  canaries: readonly string[],
  except: readonly string[] = [],
): Promise<readonly Sighting[]> {
  const found: Sighting[] = [];
  for (const file of await filesBelow(folder, except)) {
    const sightings = findCanary(await readFile(file), canaries);
    found.push(...sightings.map((each) => ({ ...each, around: `${file}: ${each.around}` })));
  }
  return found;
}

export async function filesBelow(folder: string, except: readonly string[] = []): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !except.includes(file))
    .sort();
}

function formsOf(canary: string): ReadonlyMap<string, string> {
  const utf8 = Buffer.from(canary);
  const raw = utf8.toString('latin1');
  const percent = [...utf8].map((byte) => (isPlain(byte) ? String.fromCharCode(byte) : percentOf(byte)));
  const json = JSON.stringify(canary).slice(1, -1);
  const forms = new Map([
    ['as it is', raw],
    ['reversed', Array.from(raw).reverse().join('')],
    ['in JSON', Buffer.from(json).toString('latin1')],
    ['in JSON within JSON', Buffer.from(JSON.stringify(json).slice(1, -1)).toString('latin1')],
    ['in an address', percent.join('')],
    [
      'in an address, lower case',
      percent.map((each) => (each.length > 1 ? each.toLowerCase() : each)).join(''),
    ],
    ['in a form', percent.join('').replaceAll('%20', '+')],
    ['by encodeURIComponent', encodeURIComponent(canary)],
    ['in hexadecimal', utf8.toString('hex')],
    ['in upper-case hexadecimal', utf8.toString('hex').toUpperCase()],
    ['in UTF-16', Buffer.from(canary, 'utf16le').toString('latin1')],
    ['in HTML', raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
  ]);
  for (const before of [0, 1, 2]) {
    const core = base64Of(utf8, before);
    forms.set(`in base 64, ${String(before)} bytes in`, core);
    forms.set(
      `in base 64 for addresses, ${String(before)} bytes in`,
      core.replaceAll('+', '-').replaceAll('/', '_'),
    );
  }
  return forms;
}

/** The characters that the bytes alone decide, whatever stands before and after them. */
function base64Of(bytes: Buffer, before: number): string {
  const [one, other] = [0x00, 0xff].map((byte) =>
    Buffer.concat([Buffer.alloc(before, byte), bytes, Buffer.alloc(3, byte)]).toString('base64'),
  );
  const letters = Array.from(one ?? '', (letter, index) => (letter === other?.[index] ? letter : ' '));
  return letters.join('').replace(/=+$/, '').trim();
}

function isPlain(byte: number): boolean {
  return /[A-Za-z0-9_.~-]/.test(String.fromCharCode(byte));
}

function percentOf(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Files on disk, as an entry point hands them in, and what can be wrong with them. */

export interface FileSystem {
  /** Fails with the errors of Node: their `code` tells why. */
  readonly readFile: (uri: string) => Promise<Uint8Array>;
}

export type FileProblem = 'missing' | 'folder' | 'denied' | 'too-large' | 'unreadable';

/** Larger texts are refused: they would make the editor unusable. Ten times what the largest design needs. */
export const mostBytes = 20 * 1024 * 1024;

export type ReadResult = { readonly text: string } | { readonly problem: FileProblem };

export async function readText(fileSystem: FileSystem, uri: string): Promise<ReadResult> {
  try {
    const bytes = await fileSystem.readFile(uri);
    return bytes.byteLength > mostBytes ? { problem: 'too-large' } : { text: decode(bytes) };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** What stopped us from reading, by the codes of https://nodejs.org/api/errors.html#common-system-errors */
export function problemOf(error: unknown): FileProblem {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'missing';
    case 'EISDIR':
      return 'folder';
    case 'EACCES':
    case 'EPERM':
      return 'denied';
    default:
      return 'unreadable';
  }
}

/** What is wrong, as the end of a sentence about the file. */
export function describeProblem(problem: FileProblem): string {
  switch (problem) {
    case 'missing':
      return 'does not exist';
    case 'folder':
      return 'is a folder, not a file';
    case 'denied':
      return 'may not be read: permission denied';
    case 'too-large':
      return `is larger than ${String(mostBytes / 1024 / 1024)} MB, more than any design needs`;
    case 'unreadable':
      return 'cannot be read';
  }
}

/** Keeps a byte order mark as a character, so that offsets are those of the file. */
function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { ignoreBOM: true }).decode(bytes);
}

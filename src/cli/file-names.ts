import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Writes the URI of a file as somebody in this folder would: relative when that is no detour. */
export function fileNames(folder: string): (uri: string) => string {
  return (uri) => {
    if (!uri.startsWith('file:')) return uri;
    const file = fileURLToPath(uri);
    const relative = path.relative(folder, file);
    return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative.split(path.sep).join('/');
  };
}

export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}

/** The files that somebody works with, open in an editor or on disk, and the designs they make. */
import { URI } from 'langium';
import type { Design } from './design.ts';
import { buildDesign } from './design.ts';
import type { FileProblem, FileSystem } from './file-system.ts';
import { readText } from './file-system.ts';
import { importsOf } from './imports.ts';
import type { HcnetServices } from './module.ts';
import type { SourceFile } from './source-file.ts';
import { parseFile } from './source-file.ts';

/**
 * A design is all known files that imports connect, whichever way they point: who edits a file sees what the files
 * that import it make of it.
 */
export class Workspace {
  readonly #services: HcnetServices;
  readonly #fileSystem: FileSystem;
  readonly #files = new Map<string, SourceFile>();
  readonly #open = new Set<string>();
  readonly #unreadable = new Map<string, FileProblem>();
  readonly #designs = new Map<string, Design>();

  constructor(services: HcnetServices, fileSystem: FileSystem) {
    this.#services = services;
    this.#fileSystem = fileSystem;
  }

  get services(): HcnetServices {
    return this.#services;
  }

  /** The text of an open file, which counts more than what is on disk. Call it again for each change. */
  setText(uri: string, text: string): void {
    const key = normalUri(uri);
    this.#open.add(key);
    this.#setFile(key, text);
  }

  /** The file is no longer open, so what is on disk counts again. */
  async close(uri: string): Promise<void> {
    this.#open.delete(normalUri(uri));
    await this.read([uri]);
  }

  /** Reads files from disk, or forgets those that are gone; open files stay as they are. */
  async read(uris: readonly string[]): Promise<void> {
    for (const uri of uris.map(normalUri)) {
      if (this.#open.has(uri)) continue;
      const result = await readText(this.#fileSystem, uri);
      // It may have been opened while the disk was busy.
      if (this.#open.has(uri)) continue;
      if ('text' in result) this.#setFile(uri, result.text);
      else this.#setProblem(uri, result.problem);
    }
  }

  /** Reads what is imported and not known yet, and what that imports. Tells whether there was something. */
  async readImports(): Promise<boolean> {
    const missing = this.#unknownImports();
    if (missing.length === 0) return false;
    await this.read(missing);
    await this.readImports();
    return true;
  }

  /** Why a file is not there, when it was asked for or imported. */
  problemWith(uri: string): FileProblem | undefined {
    return this.#unreadable.get(normalUri(uri));
  }

  /** The design that a file belongs to, as of now. */
  designOf(uri: string): Design | undefined {
    const key = normalUri(uri);
    const known = this.#designs.get(key);
    if (known !== undefined) return known;
    const files = this.#filesConnectedTo(key);
    if (files.length === 0) return undefined;
    const design = buildDesign(this.#services, inOrder(files), this.#unreadable);
    for (const file of files) this.#designs.set(file.uri, design);
    return design;
  }

  /** Every design, each once, by the names of their files. */
  designs(): readonly Design[] {
    const designs = [...this.#files.keys()].sort().map((uri) => this.designOf(uri));
    return [...new Set(designs)].filter((design) => design !== undefined);
  }

  #setFile(uri: string, text: string): void {
    const before = this.#files.get(uri);
    if (before?.text === text) return;
    const file = parseFile(this.#services, uri, text, before);
    this.#files.set(uri, file);
    this.#unreadable.delete(uri);
    if (before === undefined || !sameImports(before, file)) this.#designs.clear();
    else this.#forgetDesignOf(uri);
  }

  #setProblem(uri: string, problem: FileProblem): void {
    this.#files.delete(uri);
    this.#unreadable.set(uri, problem);
    this.#designs.clear();
  }

  #forgetDesignOf(uri: string): void {
    for (const file of this.#designs.get(uri)?.files ?? []) this.#designs.delete(file.uri);
  }

  #unknownImports(): readonly string[] {
    const targets = [...this.#files.values()].flatMap(importsOf).map(({ target }) => target);
    return [...new Set(targets)].filter((uri) => !this.#files.has(uri) && !this.#unreadable.has(uri));
  }

  #filesConnectedTo(uri: string): readonly SourceFile[] {
    const neighbours = this.#neighbours();
    const found = new Map<string, SourceFile>();
    const waiting = [uri];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const file = this.#files.get(next);
      if (file === undefined || found.has(next)) continue;
      found.set(next, file);
      waiting.push(...(neighbours.get(next) ?? []));
    }
    return [...found.values()];
  }

  #neighbours(): ReadonlyMap<string, readonly string[]> {
    const neighbours = new Map<string, string[]>();
    const connect = (from: string, to: string) => {
      const known = neighbours.get(from);
      if (known === undefined) neighbours.set(from, [to]);
      else known.push(to);
    };
    for (const file of this.#files.values()) {
      for (const { target } of importsOf(file)) {
        connect(file.uri, target);
        connect(target, file.uri);
      }
    }
    return neighbours;
  }
}

/** By name, so that the same files make the same design whichever was found first. */
function inOrder(files: readonly SourceFile[]): readonly SourceFile[] {
  return files.toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
}

/** Editors and Node escape differently, such as the colon of a Windows drive. */
export function normalUri(uri: string): string {
  return URI.parse(uri).toString();
}

function sameImports(a: SourceFile, b: SourceFile): boolean {
  const targets = (file: SourceFile) =>
    importsOf(file)
      .map(({ target }) => target)
      .join('\n');
  return targets(a) === targets(b);
}

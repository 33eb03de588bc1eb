/** A disk that can lose what was not yet safe on it, be full, or fail. */
import type { FileStore, LogFile } from '../../src/cloud/file-store.ts';
import { refuseSecrets } from './canary.ts';
import type { Chance } from './chance.ts';
import type { Alive, Death, DiskOperation, DiskTrouble, Kept, Troubles } from './kept.ts';
import type { VirtualTime } from './virtual-time.ts';

const writeMs = 1;

export class Disk implements Kept {
  readonly #files: Map<string, string>;
  readonly #time: VirtualTime;
  /** Operations that were begun and are not known to be safe. */
  readonly #pending = new Set<Pending>();
  #trouble: DiskTrouble = () => undefined;
  #version = 0;

  constructor(time: VirtualTime, files: ReadonlyMap<string, string> = new Map()) {
    this.#time = time;
    this.#files = new Map(files);
  }

  get files(): ReadonlyMap<string, string> {
    return this.#files;
  }

  get version(): number {
    return this.#version;
  }

  /** For surgery between two runs. */
  put(name: string, text: string | undefined): void {
    if (text === undefined) this.#files.delete(name);
    else this.#files.set(name, text);
  }

  disturb({ disk = () => undefined }: Troubles): void {
    this.#trouble = disk;
  }

  /**
   * What the next process finds. Of what was under way, the system has done all or nothing; when the power failed, it
   * may have done a part.
   */
  afterDeath(time: VirtualTime, chance: Chance, death: Death): Disk {
    const files = new Map(this.#files);
    const much = death === 'kill' ? (['all', 'none'] as const) : (['all', 'none', 'part'] as const);
    for (const { apply } of this.#pending) apply(files, chance.pick(much));
    return new Disk(time, files);
  }

  open(alive: Alive): FileStore {
    const store = this.#store();
    return {
      place: store.place,
      read: alive(store.read),
      create: alive(store.create),
      remove: alive(store.remove),
      list: alive(store.list),
      log: (name) => {
        const log = store.log(name);
        return {
          read: alive(log.read),
          reserve: alive(log.reserve),
          append: alive(log.append),
          close: alive(log.close),
        };
      },
    };
  }

  #store(): FileStore {
    return {
      place: 'disk',
      read: (name) => this.#at({ does: 'read', name }, () => this.#files.get(name)),
      list: () => this.#at({ does: 'list', name: '' }, () => [...this.#files.keys()]),
      create: (name, text) =>
        this.#write({ does: 'create', name }, (files, much) => {
          refuseSecrets(text, name);
          if (files.has(name)) return false;
          // Created through a link: whole, or not there.
          if (much === 'all') files.set(name, text);
          return true;
        }),
      remove: (name) =>
        this.#write({ does: 'remove', name }, (files, much) => {
          if (much === 'all') files.delete(name);
        }),
      log: (name) => this.#log(name),
    };
  }

  #log(name: string): LogFile {
    return {
      read: () => this.#at({ does: 'read', name }, () => this.#files.get(name) ?? ''),
      reserve: () => this.#at({ does: 'reserve', name }, () => undefined),
      append: (text) =>
        this.#write({ does: 'append', name }, (files, much) => {
          refuseSecrets(text, name);
          const part = much === 'all' ? text : much === 'part' ? text.slice(0, text.length / 2) : '';
          if (part !== '') files.set(name, (files.get(name) ?? '') + part);
        }),
      close: () => Promise.resolve(),
    };
  }

  #at<T>(operation: DiskOperation, work: () => T): Promise<T> {
    const trouble = this.#trouble(operation);
    return trouble === undefined ? Promise.resolve(work()) : Promise.reject(trouble);
  }

  /** Done at the end of the time that it takes; whoever dies meanwhile does not know. */
  async #write<T>(operation: DiskOperation, work: (files: Map<string, string>, much: Much) => T): Promise<T> {
    const trouble = this.#trouble(operation);
    if (trouble !== undefined) throw trouble;
    const pending: Pending = { apply: work };
    this.#pending.add(pending);
    this.#version += 1;
    await this.#time.sleep(writeMs);
    this.#pending.delete(pending);
    this.#version += 1;
    return work(this.#files, 'all');
  }
}

type Much = 'all' | 'none' | 'part';

interface Pending {
  readonly apply: (files: Map<string, string>, much: Much) => unknown;
}

/** Saved states of a stack. The newest is the one that counts; the others are what earlier runs left. */
import type { FileStore } from '../file-store.ts';

export interface StoredSnapshot {
  readonly serial: number;
  /** For messages. */
  readonly name: string;
}

/** The newest first. */
export async function storedSnapshots(files: FileStore): Promise<StoredSnapshot[]> {
  const found = (await files.list()).flatMap((name) => {
    const [, serial] = /^state\.(\d+)\.json$/.exec(name) ?? [];
    return serial === undefined ? [] : [{ serial: Number(serial), name }];
  });
  return found.sort((a, b) => b.serial - a.serial);
}

/** `false` when somebody else has saved one of this serial meanwhile. */
export function saveSnapshot(files: FileStore, serial: number, text: string): Promise<boolean> {
  return files.create(snapshotName(serial), text);
}

export function dropSnapshot(files: FileStore, serial: number): Promise<void> {
  return files.remove(snapshotName(serial));
}

/** Padded, so that folders list them in order. */
export function snapshotName(serial: number): string {
  return `state.${String(serial).padStart(6, '0')}.json`;
}

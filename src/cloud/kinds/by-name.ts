import type { Kind } from '../kind.ts';
import { allKinds } from './all.ts';

export const kindsByName: ReadonlyMap<string, Kind> = new Map(allKinds.map((kind) => [kind.name, kind]));

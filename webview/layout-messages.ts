/** What the page and its worker say to each other. */
import type { Graph } from '../src/diagram/graph.ts';
import type { Stop } from '../src/diagram/reading-order.ts';

export interface LayoutRequest {
  readonly id: number;
  readonly graph: Graph;
  /** Ids of the boxes that are closed. */
  readonly closed: readonly string[];
}

export type LayoutAnswer =
  { readonly id: number; readonly picture: Picture } | { readonly id: number; readonly error: string };

export interface Picture {
  /** The inside of an `<svg class="hcnet">`. */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** Everything that has a path, in reading order. */
  readonly stops: readonly Stop[];
  readonly legend: { readonly svg: string; readonly width: number; readonly height: number };
}

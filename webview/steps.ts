/** From one shape to the next with the keyboard. */
import type { Stop } from '../src/diagram/reading-order.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The nearest box that lies in a direction; what is straight ahead counts as nearer than what is off to a side. */
export function neighbour(stops: readonly Stop[], from: Stop, direction: Direction): Stop | undefined {
  let best: Stop | undefined;
  let bestDistance = Infinity;
  for (const stop of stops) {
    if (stop.isMinor) continue;
    const distance = distanceTo(from, stop, direction);
    if (distance >= bestDistance) continue;
    best = stop;
    bestDistance = distance;
  }
  return best;
}

/** The next or previous one in reading order; `undefined` at the ends. */
export function follower(stops: readonly Stop[], from: Stop, step: 1 | -1): Stop | undefined {
  const index = stops.findIndex((stop) => stop.path === from.path);
  return index < 0 ? stops[0] : stops[index + step];
}

function distanceTo(from: Stop, to: Stop, direction: Direction): number {
  if (from.path === to.path) return Infinity;
  const dx = anchor(to).x - anchor(from).x;
  const dy = anchor(to).y - anchor(from).y;
  const isSideways = direction === 'left' || direction === 'right';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  const ahead = sign * (isSideways ? dx : dy);
  const aside = Math.abs(isSideways ? dy : dx);
  return ahead < 1 ? Infinity : ahead + 2 * aside;
}

/** Boxes hold boxes, so their middles say little; where the name stands says more. */
function anchor({ x, y, width, height }: Stop): { readonly x: number; readonly y: number } {
  return { x: x + Math.min(width / 2, 60), y: y + Math.min(height / 2, 24) };
}

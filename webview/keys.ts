/** The keyboard: every shape can be reached, read out and opened without a mouse. */
import type { Stop } from '../src/diagram/reading-order.ts';
import type { Controls } from './controls.ts';
import type { Scene } from './scene.ts';
import { follower, neighbour, type Direction } from './steps.ts';
import type { Viewport } from './viewport.ts';

export interface KeyTargets {
  readonly viewport: Viewport;
  readonly scene: Scene;
  readonly controls: Controls;
  readonly fit: () => void;
  readonly goTo: (stop: Stop) => void;
  /** Goes to the text. */
  readonly open: (path: string) => void;
  readonly toggle: (id: string) => void;
}

const zoomStep = 1.25;
const arrows: ReadonlyMap<string, Direction> = new Map([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
]);

export function listenToKeys(targets: KeyTargets): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isHandled = onShapeKey(targets, event) || onAnyKey(targets, event.key);
    if (isHandled) event.preventDefault();
  });
}

/** Keys that mean something only while a shape has the focus. */
function onShapeKey(targets: KeyTargets, event: KeyboardEvent): boolean {
  const shape = document.activeElement?.closest('[data-path]');
  const path = shape?.getAttribute('data-path');
  const stops = targets.scene.visibleStops();
  const stop = stops.find((each) => each.path === path);
  if (stop === undefined) return false;
  switch (event.key) {
    case 'Enter':
      targets.open(stop.path);
      return true;
    case ' ':
      return toggleAt(targets, shape);
    case 'Escape':
      targets.controls.focusTools();
      return true;
    case 'Tab':
      return step(targets, follower(stops, stop, event.shiftKey ? -1 : 1));
    default:
      return false;
  }
}

function onAnyKey(targets: KeyTargets, key: string): boolean {
  const direction = arrows.get(key);
  if (direction !== undefined) return moveFocus(targets, direction);
  switch (key) {
    case '+':
    case '=':
      targets.viewport.zoomBy(zoomStep);
      return true;
    case '-':
      targets.viewport.zoomBy(1 / zoomStep);
      return true;
    case '0':
      targets.viewport.zoomBy(1 / targets.viewport.view().scale);
      return true;
    case 'f':
      targets.fit();
      return true;
    case 'l':
      targets.controls.toggleLegend();
      return true;
    case '/':
      targets.controls.startSearch();
      return true;
    default:
      return false;
  }
}

function moveFocus(targets: KeyTargets, direction: Direction): boolean {
  const { scene } = targets;
  const stops = scene.visibleStops();
  const from = scene.selected();
  return step(targets, from === undefined ? stops[0] : neighbour(stops, from, direction));
}

/** At the end of the reading order, Tab leaves the diagram as it leaves every other thing. */
function step(targets: KeyTargets, stop: Stop | undefined): boolean {
  if (stop === undefined) return false;
  targets.goTo(stop);
  return true;
}

function toggleAt(targets: KeyTargets, shape: Element | null | undefined): boolean {
  const id = shape?.parentElement?.querySelector(':scope > .toggle')?.getAttribute('data-toggle');
  if (id === null || id === undefined) return false;
  targets.toggle(id);
  return true;
}

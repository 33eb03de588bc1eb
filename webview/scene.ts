/** The picture on the page: what is selected in it, what has the focus, and who is who. */
import type { Stop } from '../src/diagram/reading-order.ts';
import type { Picture } from './layout-messages.ts';

export interface Scene {
  readonly show: (picture: Picture) => void;
  readonly clear: () => void;
  readonly picture: () => Picture | undefined;
  /** What can take the focus now, in reading order: from afar there are no badges. */
  readonly visibleStops: () => readonly Stop[];
  /** Highlights the element, or the nearest one around it that is drawn; answers with it. */
  readonly select: (path: string | undefined) => Stop | undefined;
  readonly selected: () => Stop | undefined;
  /** Selects, and takes the keyboard there. */
  readonly focus: (stop: Stop) => void;
  /** Shapes that match a search; the others fade while there is one. */
  readonly highlight: (paths: ReadonlySet<string> | undefined) => void;
  /** The text that a screen reader hears. */
  readonly describe: (path: string) => string;
}

export function createScene(layer: SVGGElement): Scene {
  let picture: Picture | undefined;
  let wanted: string | undefined;
  let found: ReadonlySet<string> | undefined;

  const stopAt = (path: string | undefined) => nearest(picture?.stops ?? [], path);
  const shapesOf = (path: string) =>
    layer.querySelectorAll<SVGGElement>(
      `:is([data-path="${CSS.escape(path)}"],[data-of="${CSS.escape(path)}"])`,
    );
  const showSelection = () => {
    for (const shape of layer.querySelectorAll('.selected, .goes-with-selected')) {
      shape.classList.remove('selected', 'goes-with-selected');
    }
    for (const shape of layer.querySelectorAll('[tabindex="0"]')) shape.setAttribute('tabindex', '-1');
    const stop = stopAt(wanted);
    for (const shape of stop === undefined ? [] : shapesOf(stop.path)) {
      shape.classList.add(shape.hasAttribute('data-path') ? 'selected' : 'goes-with-selected');
    }
    // One shape takes part in the tab order; the arrows and Tab lead on from there.
    const entry = stop ?? picture?.stops[0];
    if (entry !== undefined) shapeFor(entry)?.setAttribute('tabindex', '0');
    return stop;
  };
  const shapeFor = (stop: Stop) => {
    return [...shapesOf(stop.path)].find((each) => each.hasAttribute('data-path'));
  };
  const showFound = () => {
    layer.classList.toggle('searching', found !== undefined);
    for (const shape of layer.querySelectorAll('.found')) shape.classList.remove('found');
    for (const path of found ?? []) for (const shape of shapesOf(path)) shape.classList.add('found');
  };

  return {
    show: (next) => {
      const hadFocus = layer.contains(document.activeElement);
      picture = next;
      layer.innerHTML = next.svg;
      const stop = showSelection();
      showFound();
      if (hadFocus && stop !== undefined) shapeFor(stop)?.focus({ preventScroll: true });
    },
    clear: () => {
      picture = undefined;
      layer.replaceChildren();
    },
    picture: () => picture,
    visibleStops: () => (picture?.stops ?? []).filter((stop) => shapeFor(stop)?.checkVisibility() === true),
    select: (path) => {
      wanted = path;
      return showSelection();
    },
    selected: () => stopAt(wanted),
    focus: (stop) => {
      wanted = stop.path;
      showSelection();
      shapeFor(stop)?.focus({ preventScroll: true });
    },
    highlight: (paths) => {
      found = paths;
      showFound();
    },
    describe: (path) => {
      const stop = stopAt(path);
      return stop === undefined ? '' : (shapeFor(stop)?.getAttribute('aria-label') ?? '');
    },
  };
}

/** `vbr.a/bgp/bfd` is not drawn, `vbr.a` is. */
function nearest(stops: readonly Stop[], path: string | undefined): Stop | undefined {
  if (path === undefined) return undefined;
  for (let rest = path; rest !== ''; rest = rest.slice(0, Math.max(0, rest.lastIndexOf('/')))) {
    const stop = stops.find((each) => each.path === rest);
    if (stop !== undefined) return stop;
  }
  return undefined;
}

/** Draws a plan, a run or a drift over the picture, and keeps up with it: only shapes that change are touched. */
import type { Graph } from '../src/diagram/graph.ts';
import { marksOn, placementOf, withChanges } from '../src/diagram/overlay.ts';
import type { Overlay, OverlayStep, Placement, ShapeMark, StepChange } from '../src/diagram/overlay.ts';
import { markCount, markLines, markText } from '../src/diagram/overlay-words.ts';
import { sign } from '../src/diagram/signs.ts';
import { svgEl } from './dom.ts';

export interface OverlayLayer {
  /** `undefined`: nothing any more. */
  readonly set: (overlay: Overlay | undefined) => void;
  readonly change: (changes: readonly StepChange[], title: string | undefined) => void;
  /** The picture is another one: draws again what it lost. */
  readonly redraw: (graph: Graph, closed: readonly string[]) => void;
  readonly overlay: () => Overlay | undefined;
  /** What nothing on the picture stands for. */
  readonly asides: () => readonly OverlayStep[];
}

export function createOverlayLayer(layer: SVGGElement): OverlayLayer {
  let overlay: Overlay | undefined;
  let picture: { readonly graph: Graph; readonly closed: ReadonlySet<string> } | undefined;
  let placement: Placement = NOWHERE;

  const drawAll = () => {
    for (const shape of layer.querySelectorAll<SVGGElement>('.overlaid')) undress(shape);
    layer.classList.toggle('has-overlay', overlay !== undefined);
    placement =
      overlay === undefined || picture === undefined
        ? NOWHERE
        : placementOf(overlay, picture.graph, picture.closed);
    draw(overlay?.steps ?? []);
  };
  const draw = (steps: readonly OverlayStep[]) => {
    for (const [key, mark] of marksOn(steps, placement)) {
      for (const shape of shapesFor(layer, key)) dress(shape, mark);
    }
  };

  return {
    set: (next) => {
      overlay = next;
      drawAll();
    },
    change: (changes, title) => {
      if (overlay === undefined) return;
      overlay = { ...withChanges(overlay, changes), ...(title === undefined ? {} : { title }) };
      const touched = new Set(changes.map(({ address }) => placement.keys.get(address)));
      draw(overlay.steps.filter(({ address }) => touched.has(placement.keys.get(address))));
      const current = new Map(overlay.steps.map((step) => [step.address, step]));
      const asides = placement.asides.map((step) => current.get(step.address) ?? step);
      placement = { ...placement, asides };
    },
    redraw: (graph, closed) => {
      picture = { graph, closed: new Set(closed) };
      drawAll();
    },
    overlay: () => overlay,
    asides: () => placement.asides,
  };
}

const NOWHERE: Placement = { keys: new Map(), asides: [] };

function shapesFor(layer: SVGGElement, key: string): readonly SVGGElement[] {
  const name = CSS.escape(key);
  const own = layer.querySelectorAll<SVGGElement>(`[data-path="${name}"],[data-of="${name}"]`);
  return own.length > 0 ? [...own] : [...layer.querySelectorAll<SVGGElement>(`[data-id="${name}"]`)];
}

/** What a shape said before something was drawn over it. */
const plain = new WeakMap<SVGGElement, { readonly label: string; readonly tooltip: string }>();

function dress(shape: SVGGElement, mark: ShapeMark): void {
  const before = plain.get(shape) ?? plainOf(shape);
  plain.set(shape, before);
  shape.dataset.status = mark.status;
  shape.classList.add('overlaid');
  const tooltip = shape.querySelector(':scope > title');
  if (tooltip !== null) tooltip.textContent = [before.tooltip, ...markLines(mark)].join('\n');
  if (!shape.hasAttribute('data-path') && !shape.hasAttribute('data-id')) return;
  if (shape.hasAttribute('aria-label'))
    shape.setAttribute('aria-label', `${before.label}, ${markText(mark)}`);
  if (shape.getAttribute('aria-hidden') !== 'true') placeSign(shape, mark);
}

function undress(shape: SVGGElement): void {
  const before = plain.get(shape);
  shape.classList.remove('overlaid');
  delete shape.dataset.status;
  if (before === undefined) return;
  const tooltip = shape.querySelector(':scope > title');
  if (tooltip !== null) tooltip.textContent = before.tooltip;
  if (shape.hasAttribute('aria-label')) shape.setAttribute('aria-label', before.label);
  signs.get(shape)?.remove();
  signs.delete(shape);
}

function plainOf(shape: SVGGElement) {
  return {
    label: shape.getAttribute('aria-label') ?? '',
    tooltip: shape.querySelector(':scope > title')?.textContent ?? '',
  };
}

/** By shape: a line's sign lies above all lines, and not in the line itself. */
const signs = new WeakMap<SVGGElement, SVGGElement>();

function placeSign(shape: SVGGElement, mark: ShapeMark): void {
  const known = signs.get(shape);
  const made = known ?? svgEl('g', { 'class': 'overlay-sign', 'aria-hidden': 'true' });
  made.innerHTML = sign(mark.status, markCount(mark));
  if (known !== undefined) return;
  const line = shape.querySelector<SVGPathElement>(':scope > .line');
  const { x, y, scale } = line === null ? corner(shape) : onLine(shape, line);
  made.setAttribute('transform', `translate(${x} ${y})${scale === 1 ? '' : ` scale(${scale})`}`);
  const above = line === null ? shape : shape.closest('.scene')?.querySelector('.layer-line-labels');
  above?.append(made);
  signs.set(shape, made);
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** On the left: findings are marked on the right. */
function corner({ classList }: SVGGElement): Spot {
  if (classList.contains('badge')) return { x: -2, y: 9, scale: 0.75 };
  return { x: classList.contains('network') ? -4 : 4, y: 3, scale: 1 };
}

/** At the beginning of what is written on the line, else in its middle. */
function onLine(shape: SVGGElement, line: SVGPathElement): Spot {
  const name = CSS.escape(shape.dataset.path ?? '');
  const label = shape.closest('.scene')?.querySelector<SVGRectElement>(`[data-of="${name}"] > .plate`);
  if (label !== undefined && label !== null) {
    const { x, y, height } = label.getBBox();
    return { x: round(x), y: round(y + height / 2), scale: 0.9 };
  }
  const { x, y } = line.getPointAtLength(line.getTotalLength() / 2);
  return { x: round(x), y: round(y), scale: 0.9 };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

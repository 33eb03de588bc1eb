/** The diagram's page: shows the graph that the extension sends, and tells it what a person points at. */
import type { Graph } from '../src/diagram/graph.ts';
import { overlayText } from '../src/diagram/overlay-words.ts';
import type { Overlay } from '../src/diagram/overlay.ts';
import type { Stop } from '../src/diagram/reading-order.ts';
import { diagramCss } from '../src/diagram/style.ts';
import type { FromDiagram, ToDiagram } from '../src/protocol/diagram.ts';
import { parseToDiagram } from '../src/protocol/diagram.ts';
import { createControls } from './controls.ts';
import { el, svgEl } from './dom.ts';
import { listenToKeys } from './keys.ts';
import { startLayouts } from './layout-client.ts';
import type { Picture } from './layout-messages.ts';
import { createOverlayLayer } from './overlay.ts';
import { createOverlayPanel } from './overlay-panel.ts';
import { listenToPointer } from './pointer.ts';
import { createScene } from './scene.ts';
import { readState, type PageState } from './state.ts';
import { texts } from './texts.ts';
import { createViewport, opening } from './viewport.ts';

declare function acquireVsCodeApi(): {
  readonly postMessage: (message: FromDiagram) => void;
  readonly getState: () => unknown;
  readonly setState: (state: PageState) => void;
};

const editor = acquireVsCodeApi();
let state = readState(editor.getState());
/** The last graph that was worth drawing. */
let graph: Graph | undefined;
let matches: readonly Stop[] = [];

const layer = svgEl('g', { class: 'scene' });
const canvas = svgEl(
  'svg',
  { 'class': 'hcnet canvas', 'role': 'group', 'aria-label': texts.diagram, 'tabindex': '-1' },
  layer,
);
const scene = createScene(layer);
const overlays = createOverlayLayer(layer);
const overlayPanel = createOverlayPanel(() => {
  editor.postMessage({ type: 'clearOverlay' });
});
const layouts = startLayouts();
const viewport = createViewport(canvas, layer, (view) => {
  keep({ view });
});
const controls = createControls({
  zoomIn: () => {
    viewport.zoomBy(zoomStep);
  },
  zoomOut: () => {
    viewport.zoomBy(1 / zoomStep);
  },
  fit,
  search,
  nextMatch,
  endSearch: () => {
    const stop = scene.selected() ?? scene.picture()?.stops[0];
    if (stop !== undefined) scene.focus(stop);
  },
  legendToggled: (isLegendOpen) => {
    keep({ isLegendOpen });
  },
});
const zoomStep = 1.25;

document.adoptedStyleSheets = [styleSheet()];
document.body.append(el('main', {}, canvas), ...controls.nodes, overlayPanel.node);
controls.openLegend(state.isLegendOpen);
listenToPointer(canvas, viewport, { select: choose, toggle: toggleBox });
listenToKeys({
  viewport,
  scene,
  controls,
  fit,
  goTo,
  open: (path) => {
    reveal(path, false);
  },
  toggle: toggleBox,
});
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = parseToDiagram(data);
  if (message !== undefined) receive(message);
});
editor.postMessage({ type: 'ready' });

function receive(message: ToDiagram): void {
  switch (message.type) {
    case 'graph':
      keep({ uri: message.uri });
      receiveGraph(message.graph, message.isPartial);
      break;
    case 'select':
      showSelection(message.path ?? undefined);
      break;
    case 'overlay':
      showOverlay(message.overlay ?? undefined);
      break;
    case 'progress':
      overlays.change(message.changes, message.title);
      showOverlayPanel();
      break;
    case 'error':
      controls.showBanner(message.message);
      break;
  }
}

/** Half a text gives half a graph: better than that is the whole picture of a moment ago. */
function receiveGraph(next: Graph, isPartial: boolean): void {
  if (isPartial && graph !== undefined && !isEmpty(graph)) {
    controls.showBanner(texts.partial);
    return;
  }
  graph = next;
  controls.showBanner(isPartial && !isEmpty(next) ? texts.firstPartial : undefined);
  controls.showEmpty(isEmpty(next));
  if (isEmpty(next)) clear(next);
  else void draw(next);
}

function clear(next: Graph): void {
  scene.clear();
  drawOverlay(next, []);
}

async function draw(next: Graph): Promise<void> {
  const { closed } = state;
  try {
    const picture = await layouts.draw(next, closed);
    if (picture === undefined) return;
    show(picture);
    drawOverlay(next, closed);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    controls.showBanner(texts.failed(message));
    editor.postMessage({ type: 'failed', message });
  }
}

function show(picture: Picture): void {
  const before = scene.picture();
  const anchor = scene.selected() ?? middleStop(before);
  scene.show(picture);
  controls.showLegend(picture.legend);
  if (before === undefined) {
    scene.select(state.selected);
    viewport.show(state.view ?? opening(picture, canvas.getBoundingClientRect()));
    return;
  }
  holdStill(anchor, picture);
  if (before.stops.length !== picture.stops.length) controls.announce(texts.drawn(picture.stops.length));
}

/** A new picture comes without. */
function drawOverlay(next: Graph, closed: readonly string[]): void {
  overlays.redraw(next, closed);
  showOverlayPanel();
}

function showOverlay(overlay: Overlay | undefined): void {
  overlays.set(overlay);
  showOverlayPanel();
  controls.announce(overlay === undefined ? '' : overlayText(overlay));
}

function showOverlayPanel(): void {
  overlayPanel.show(overlays.overlay(), overlays.asides());
}

/** What a person looks at stays where it is, and the rest moves around it. */
function holdStill(anchor: Stop | undefined, picture: Picture): void {
  const now = picture.stops.find((stop) => stop.path === anchor?.path);
  if (anchor === undefined || now === undefined) return;
  const { scale } = viewport.view();
  viewport.panBy((anchor.x - now.x) * scale, (anchor.y - now.y) * scale);
}

function middleStop(picture: Picture | undefined): Stop | undefined {
  const { x, y, scale } = viewport.view();
  const { width, height } = canvas.getBoundingClientRect();
  const middle = { x: (width / 2 - x) / scale, y: (height / 2 - y) / scale };
  const distance = (stop: Stop) => Math.hypot(stop.x - middle.x, stop.y - middle.y);
  return picture?.stops.reduce<Stop | undefined>(
    (nearest, stop) => (nearest !== undefined && distance(nearest) <= distance(stop) ? nearest : stop),
    undefined,
  );
}

/** The caret moved in the text. */
function showSelection(path: string | undefined): void {
  keep({ selected: path });
  const stop = scene.select(path);
  if (stop === undefined) return;
  viewport.bringIntoView(stop);
  controls.announce(texts.selected(scene.describe(stop.path)));
}

/** A person pointed at something. */
function choose(path: string, isOpened: boolean): void {
  const stop = scene.select(path);
  keep({ selected: path });
  if (stop === undefined) return;
  scene.focus(stop);
  reveal(stop.path, !isOpened);
}

/** The keyboard moved on. */
function goTo(stop: Stop): void {
  keep({ selected: stop.path });
  scene.focus(stop);
  viewport.bringIntoView(stop);
}

function reveal(path: string, preserveFocus: boolean): void {
  editor.postMessage({ type: 'reveal', path, preserveFocus });
}

function fit(): void {
  const picture = scene.picture();
  if (picture !== undefined) viewport.fit(picture);
}

function toggleBox(id: string): void {
  const closed = state.closed.includes(id)
    ? state.closed.filter((each) => each !== id)
    : [...state.closed, id];
  keep({ closed });
  if (graph !== undefined) void draw(graph);
}

function search(words: string): number {
  const wanted = words.trim().toLowerCase();
  const stops = scene.picture()?.stops ?? [];
  matches =
    wanted === '' ? [] : stops.filter(({ path }) => scene.describe(path).toLowerCase().includes(wanted));
  scene.highlight(wanted === '' ? undefined : new Set(matches.map(({ path }) => path)));
  const first = matches[0];
  if (first !== undefined) viewport.bringIntoView(first);
  return matches.length;
}

function nextMatch(step: 1 | -1): void {
  const current = matches.findIndex(({ path }) => path === scene.selected()?.path);
  const stop = matches.at((current + step) % matches.length);
  if (stop === undefined) return;
  scene.select(stop.path);
  keep({ selected: stop.path });
  viewport.bringIntoView(stop);
}

function keep(change: Partial<PageState>): void {
  state = { ...state, ...change };
  editor.setState(state);
}

function isEmpty({ nodes, notes, title }: Graph): boolean {
  return nodes.length === 0 && notes.length === 0 && title === undefined;
}

function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(diagramCss((role) => `var(--hc-${role})`));
  return sheet;
}

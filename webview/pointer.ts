/** Mouse, pen, finger and trackpad. */
import type { Viewport } from './viewport.ts';

export interface PointerActions {
  /** `isOpened` for a double click. */
  readonly select: (path: string, isOpened: boolean) => void;
  readonly toggle: (id: string) => void;
}

/** Less than this is a shaky click. */
const dragThreshold = 4;

export function listenToPointer(canvas: SVGSVGElement, viewport: Viewport, actions: PointerActions): void {
  listenToDrag(canvas, viewport);
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    onWheel(canvas, viewport, event);
  });
  canvas.addEventListener('click', (event) => {
    if (event.detail > 1) return;
    const toggle = toggleAt(event);
    const path = pathAt(event);
    if (toggle !== undefined) actions.toggle(toggle);
    else if (path !== undefined) actions.select(path, false);
  });
  canvas.addEventListener('dblclick', (event) => {
    const path = pathAt(event);
    if (path !== undefined) actions.select(path, true);
  });
}

function listenToDrag(canvas: SVGSVGElement, viewport: Viewport): void {
  let start: { readonly x: number; readonly y: number } | undefined;
  let isDragging = false;
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button > 1) return;
    start = { x: event.clientX, y: event.clientY };
    isDragging = false;
  });
  canvas.addEventListener('pointermove', (event) => {
    if (start === undefined || event.buttons === 0) return;
    const dx = event.clientX - start.x;
    const dy = event.clientY - start.y;
    if (!isDragging && Math.hypot(dx, dy) < dragThreshold) return;
    if (!isDragging) canvas.setPointerCapture(event.pointerId);
    isDragging = true;
    canvas.classList.add('dragging');
    viewport.panBy(dx, dy);
    start = { x: event.clientX, y: event.clientY };
  });
  const end = () => {
    start = undefined;
    canvas.classList.remove('dragging');
  };
  canvas.addEventListener('pointerup', end);
  canvas.addEventListener('pointercancel', end);
  // The click that ends a drag selects nothing.
  canvas.addEventListener(
    'click',
    (event) => {
      if (isDragging) event.stopImmediatePropagation();
      isDragging = false;
    },
    { capture: true },
  );
}

/** A trackpad's pinch arrives as a wheel with Ctrl. */
function onWheel(canvas: SVGSVGElement, viewport: Viewport, event: WheelEvent): void {
  const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 18 : 1;
  const dx = event.deltaX * pixels;
  const dy = event.deltaY * pixels;
  if (!event.ctrlKey && !event.metaKey) {
    viewport.panBy(event.shiftKey ? -dy : -dx, event.shiftKey ? -dx : -dy);
    return;
  }
  const frame = canvas.getBoundingClientRect();
  const at = { x: event.clientX - frame.left, y: event.clientY - frame.top };
  viewport.zoomBy(Math.exp(-Math.max(-100, Math.min(100, dy)) / 200), at);
}

function pathAt(event: Event): string | undefined {
  if (!(event.target instanceof Element)) return undefined;
  const shape = event.target.closest('[data-path],[data-of]');
  return shape?.getAttribute('data-path') ?? shape?.getAttribute('data-of') ?? undefined;
}

function toggleAt(event: Event): string | undefined {
  if (!(event.target instanceof Element)) return undefined;
  return event.target.closest('[data-toggle]')?.getAttribute('data-toggle') ?? undefined;
}

/** Which part of the picture is on the screen, and how large. */
export interface View {
  /** Where the picture's top left corner is, in pixels of the screen. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Viewport {
  readonly view: () => View;
  readonly show: (view: View) => void;
  readonly panBy: (dx: number, dy: number) => void;
  /** Keeps what is under `at` where it is; without `at`, the middle. */
  readonly zoomBy: (factor: number, at?: { readonly x: number; readonly y: number }) => void;
  readonly fit: (picture: Size) => void;
  /** Moves as little as needed for the area to be seen whole. */
  readonly bringIntoView: (area: Area) => void;
}

const smallest = 0.05;
const largest = 4;
/** A small picture is not blown up. */
const largestFit = 1.25;
const margin = 16;
const glideMs = 180;
const smallestOpening = 0.4;
const toolbarHeight = 52;
/** Below this scale the small print cannot be read. */
const farScale = 0.55;

/** Moves `scene` inside of `frame`; `onChange` hears of every change. */
export function createViewport(frame: Element, scene: SVGGElement, onChange: (view: View) => void): Viewport {
  let view: View = { x: 0, y: 0, scale: 1 };
  let gliding = 0;

  const apply = (next: View) => {
    view = { ...next, scale: Math.min(largest, Math.max(smallest, next.scale)) };
    scene.setAttribute('transform', `translate(${view.x} ${view.y}) scale(${view.scale})`);
    frame.classList.toggle('is-far', view.scale < farScale);
    onChange(view);
  };
  const show = (next: View) => {
    cancelAnimationFrame(gliding);
    apply(next);
  };
  const glideTo = (target: View) => {
    cancelAnimationFrame(gliding);
    if (prefersStillness()) {
      apply(target);
      return;
    }
    const from = view;
    const start = performance.now();
    const step = (now: number) => {
      const share = Math.min(1, Math.max(0, (now - start) / glideMs));
      apply(between(from, target, 1 - (1 - share) ** 3));
      if (share < 1) gliding = requestAnimationFrame(step);
    };
    gliding = requestAnimationFrame(step);
  };

  return {
    view: () => view,
    show,
    panBy: (dx, dy) => {
      show({ ...view, x: view.x + dx, y: view.y + dy });
    },
    zoomBy: (factor, at) => {
      const { width, height } = frame.getBoundingClientRect();
      show(zoomed(view, factor, at ?? { x: width / 2, y: height / 2 }));
    },
    fit: (picture) => {
      glideTo(fitting(picture, frame.getBoundingClientRect()));
    },
    bringIntoView: (area) => {
      const target = revealing(view, area, frame.getBoundingClientRect());
      if (target !== view) glideTo(target);
    },
  };
}

export function fitting(picture: Size, frame: Size): View {
  const scale = Math.min(
    largestFit,
    (frame.width - 2 * margin) / picture.width,
    (frame.height - 2 * margin) / picture.height,
  );
  const usable = Math.max(smallest, scale);
  return {
    x: (frame.width - picture.width * usable) / 2,
    y: (frame.height - picture.height * usable) / 2,
    scale: usable,
  };
}

/** What a person sees first: all of it, or where it begins when all of it would be too small to read. */
export function opening(picture: Size, frame: Size): View {
  const whole = fitting(picture, frame);
  if (whole.scale >= smallestOpening) return whole;
  const scale = smallestOpening;
  const isLower = picture.height * scale + 2 * margin < frame.height;
  return { x: margin, y: isLower ? (frame.height - picture.height * scale) / 2 : toolbarHeight, scale };
}

function zoomed(view: View, factor: number, at: { readonly x: number; readonly y: number }): View {
  const scale = Math.min(largest, Math.max(smallest, view.scale * factor));
  const ratio = scale / view.scale;
  return { x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio, scale };
}

/** The same view when the area is on the screen already; a box larger than the screen shows its top left corner. */
function revealing(view: View, area: Area, frame: Size): View {
  const dx = shift(view.x + area.x * view.scale, area.width * view.scale, frame.width);
  const dy = shift(view.y + area.y * view.scale, area.height * view.scale, frame.height);
  return dx === 0 && dy === 0 ? view : { ...view, x: view.x + dx, y: view.y + dy };
}

function shift(start: number, length: number, room: number): number {
  if (start >= margin && start + length <= room - margin) return 0;
  const overlapsMost = start < room / 2 && start + length > room / 2;
  if (length > room - 2 * margin) return overlapsMost ? 0 : margin - start;
  return start < margin ? margin - start : room - margin - start - length;
}

function between(from: View, to: View, share: number): View {
  const mix = (a: number, b: number) => a + (b - a) * share;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), scale: mix(from.scale, to.scale) };
}

function prefersStillness(): boolean {
  return (
    document.body.classList.contains('vscode-reduce-motion') ||
    matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}

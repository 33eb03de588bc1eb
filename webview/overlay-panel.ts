/** Beside the picture: what is drawn over it, what the signs mean, and what has no place on it. */
import { countByStatus, isOver } from '../src/diagram/overlay.ts';
import type { Overlay, OverlayStep, Status } from '../src/diagram/overlay.ts';
import { statusWords, stepLines } from '../src/diagram/overlay-words.ts';
import { sign } from '../src/diagram/signs.ts';
import { el, svgEl } from './dom.ts';
import { texts } from './texts.ts';

export interface OverlayPanel {
  readonly node: HTMLElement;
  /** `undefined`: there is nothing to tell. */
  readonly show: (overlay: Overlay | undefined, asides: readonly OverlayStep[]) => void;
}

export function createOverlayPanel(clear: () => void): OverlayPanel {
  const title = el('h2', { id: 'overlay-title' });
  const place = el('p', { class: 'place' });
  const bar = el('progress', { 'aria-labelledby': 'overlay-title' });
  const counts = el('ul', { 'class': 'counts', 'aria-label': texts.legendOfOverlay });
  const asideTitle = el('h3', {}, texts.asides);
  const asideList = el('ul', { class: 'asides' });
  const aside = el('section', { hidden: '' }, asideTitle, asideList);
  const close = el(
    'button',
    { 'type': 'button', 'title': texts.clearOverlay, 'aria-label': texts.clearOverlay },
    svgEl(
      'svg',
      { 'viewBox': '0 0 20 20', 'aria-hidden': 'true' },
      svgEl('path', { d: 'M5 5l10 10M15 5 5 15' }),
    ),
  );
  close.addEventListener('click', clear);
  const head = el('header', {}, el('div', {}, title, place), close);
  const node = el(
    'section',
    { 'class': 'overlay-panel', 'aria-labelledby': 'overlay-title', 'hidden': '' },
    head,
    bar,
    counts,
    aside,
  );
  return {
    node,
    show: (overlay, asides) => {
      node.hidden = overlay === undefined;
      if (overlay === undefined) return;
      title.textContent = overlay.title;
      place.textContent = overlay.place;
      bar.hidden = overlay.kind !== 'run';
      bar.max = Math.max(1, overlay.steps.length);
      bar.value = overlay.steps.filter(({ status }) => isOver(status)).length;
      counts.replaceChildren(...[...countByStatus(overlay.steps)].map(countEntry));
      aside.hidden = asides.length === 0;
      asideList.replaceChildren(...asides.map(asideEntry));
    },
  };
}

function countEntry([status, count]: readonly [Status, number]): HTMLElement {
  return el('li', {}, picture(status), `${count} ${statusWords[status]}`);
}

function asideEntry(step: OverlayStep): HTMLElement {
  const { status, address, title } = step;
  const text = el('span', {}, el('b', {}, address), ` ${title}, ${statusWords[status]}`);
  return el('li', { title: stepLines(step).join('\n') }, picture(status), text);
}

function picture(status: Status): SVGSVGElement {
  const drawn = svgEl('svg', { 'class': 'hcnet', 'viewBox': '-11 -11 22 22', 'aria-hidden': 'true' });
  drawn.innerHTML = sign(status);
  return drawn;
}

/** What lies over the picture: tools, search, legend, messages, and the hint on an empty page. */
import { el, svgEl } from './dom.ts';
import type { Picture } from './layout-messages.ts';
import { exampleText, texts } from './texts.ts';

export interface Actions {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  /** Answers with the number of matches. */
  readonly search: (words: string) => number;
  /** Goes to a match; with -1 to the one before. */
  readonly nextMatch: (step: 1 | -1) => void;
  readonly endSearch: () => void;
  readonly legendToggled: (isOpen: boolean) => void;
}

export interface Controls {
  readonly nodes: readonly HTMLElement[];
  readonly showLegend: (legend: Picture['legend']) => void;
  readonly openLegend: (isOpen: boolean) => void;
  readonly toggleLegend: () => void;
  readonly showBanner: (text: string | undefined) => void;
  readonly showEmpty: (isEmpty: boolean) => void;
  readonly startSearch: () => void;
  readonly announce: (text: string) => void;
  readonly focusTools: () => void;
}

export function createControls(actions: Actions): Controls {
  const live = el('div', { 'class': 'live', 'aria-live': 'polite' });
  const banner = el('div', { class: 'banner', role: 'status', hidden: '' });
  const empty = el(
    'div',
    { class: 'empty', hidden: '' },
    el('h1', {}, texts.emptyTitle),
    el('p', {}, texts.emptyText),
    el('pre', {}, el('code', {}, exampleText)),
  );
  const legend = el('div', { class: 'legend-panel', hidden: '', id: 'legend' });
  const isLegendOpen = () => !legend.hidden;
  const openLegend = (isOpen: boolean) => {
    legend.hidden = !isOpen;
    legendButton.setAttribute('aria-expanded', String(isOpen));
  };
  const toggleLegend = () => {
    openLegend(!isLegendOpen());
    actions.legendToggled(isLegendOpen());
  };
  const legendButton = button(texts.legend, 'M4 5h3M4 10h3M4 15h3M10 5h6M10 10h6M10 15h6', toggleLegend);
  legendButton.setAttribute('aria-controls', 'legend');
  legendButton.setAttribute('aria-expanded', 'false');
  const fitButton = button(texts.fit, 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4', actions.fit);
  const search = searchBox(actions);
  const tools = el(
    'div',
    { 'class': 'tools', 'role': 'toolbar', 'aria-label': texts.diagram },
    search.box,
    button(texts.zoomOut, 'M5 10h10', actions.zoomOut),
    button(texts.zoomIn, 'M5 10h10M10 5v10', actions.zoomIn),
    fitButton,
    legendButton,
  );
  return {
    nodes: [tools, banner, legend, empty, live],
    showLegend: ({ svg, width, height }) => {
      const picture = svgEl('svg', { class: 'hcnet', width: String(width), height: String(height) });
      picture.innerHTML = svg;
      legend.replaceChildren(picture);
    },
    openLegend,
    toggleLegend,
    showBanner: (text) => {
      banner.hidden = text === undefined;
      banner.textContent = text ?? '';
    },
    showEmpty: (isEmpty) => {
      empty.hidden = !isEmpty;
    },
    startSearch: () => {
      search.input.focus();
      search.input.select();
    },
    announce: (text) => {
      live.textContent = text;
    },
    focusTools: () => {
      fitButton.focus();
    },
  };
}

function button(label: string, path: string, act: () => void): HTMLButtonElement {
  const icon = svgEl('svg', { 'viewBox': '0 0 20 20', 'aria-hidden': 'true' }, svgEl('path', { d: path }));
  const made = el('button', { 'type': 'button', 'title': label, 'aria-label': label }, icon);
  made.addEventListener('click', act);
  return made;
}

function searchBox(actions: Actions): { readonly box: HTMLElement; readonly input: HTMLInputElement } {
  const input = el('input', {
    'type': 'search',
    'placeholder': texts.searchHint,
    'aria-label': texts.search,
  });
  const count = el('span', { class: 'count', role: 'status' });
  input.addEventListener('input', () => {
    const matches = actions.search(input.value);
    const isBlank = input.value.trim() === '';
    count.textContent = isBlank ? '' : matches === 0 ? texts.nothingFound : texts.found(matches);
  });
  input.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Enter') actions.nextMatch(event.shiftKey ? -1 : 1);
    if (event.key !== 'Escape') return;
    input.value = '';
    count.textContent = '';
    actions.search('');
    actions.endSearch();
  });
  return { box: el('div', { class: 'search' }, input, count), input };
}

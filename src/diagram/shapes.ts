/** What all drawn things share: who they are, their glyph, and the mark of their findings. */
import type { GraphMark } from './graph.ts';
import { tenths } from './tenths.ts';
import { element, escapeXml, tag } from './xml.ts';

/** How shapes are drawn: as a picture, or as parts of a page that take the focus. */
export interface Drawing {
  readonly isInteractive: boolean;
  /** Ids of boxes that are closed over what they hold. */
  readonly closed: ReadonlySet<string>;
  readonly marks: ReadonlyMap<string, GraphMark>;
}

export type Severity = 'error' | 'warning' | 'info';

export interface Identity {
  /** The declared element; empty for a box that nobody declared. */
  readonly path: string;
  /** Unique in the drawing. */
  readonly id: string;
  readonly classes: readonly string[];
  /** For people who do not see it, and for the tooltip. */
  readonly description: string;
  /** A picture's role; in the editor's page everything that has a path is a button. Empty: another shape speaks. */
  readonly role: string;
}

/** A group with everything that the page and a screen reader need to know; `content` is SVG. */
export function shape(drawing: Drawing, identity: Identity, content: readonly string[]): string {
  const { path, id, description } = identity;
  const mark = drawing.marks.get(path);
  const spoken = mark === undefined ? description : `${description}, ${markText(mark)}`;
  const isSilent = identity.role === '';
  const isButton = drawing.isInteractive && path !== '' && !isSilent;
  const start = tag('g', {
    'class': [...identity.classes, ...(mark === undefined ? [] : [`has-${severityOf(mark)}`])].join(' '),
    // One shape stands for the element; what else is drawn of it follows that one.
    [isSilent ? 'data-of' : 'data-path']: path === '' ? undefined : path,
    'data-id': id,
    'role': isButton ? 'button' : identity.role || undefined,
    'tabindex': isButton ? -1 : undefined,
    'aria-label': isSilent ? undefined : spoken,
    'aria-hidden': isSilent ? 'true' : undefined,
  });
  const tooltip = `<title>${escapeXml([description, ...(mark?.messages ?? [])].join('\n'))}</title>`;
  return `${start}${tooltip}${content.join('')}</g>`;
}

export function described(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

/** A glyph of `icons.ts`, `size` wide. */
export function glyph(path: string, x: number, y: number, size: number): string {
  const scale = Math.round(size * 5) / 100;
  const move = `translate(${tenths(x)} ${tenths(y)})`;
  const transform = scale === 1 ? move : `${move} scale(${scale})`;
  return element('path', { class: 'glyph stroke', d: path, transform });
}

/** A sign with a number, drawn around `x`, `y`: a disc for errors, a triangle for warnings, a square for hints. */
export function markSign(mark: GraphMark | undefined, x: number, y: number, scale = 1): string {
  if (mark === undefined) return '';
  const severity = severityOf(mark);
  const count = { error: mark.errors, warning: mark.warnings, info: mark.infos }[severity];
  const start = tag('g', {
    class: `mark ${severity}`,
    transform: `translate(${x} ${y})${scale === 1 ? '' : ` scale(${scale})`}`,
  });
  const text = element('text', { y: severity === 'warning' ? 4.5 : 3.4 }, count > 9 ? '9+' : String(count));
  return `${start}${signs[severity]}${text}</g>`;
}

export function severityOf(mark: GraphMark): Severity {
  if (mark.errors > 0) return 'error';
  return mark.warnings > 0 ? 'warning' : 'info';
}

const signs: Readonly<Record<Severity, string>> = {
  error: '<circle r="8.5"/>',
  warning:
    '<path d="M0-9.5a1.5 1.5 0 0 1 1.3.750L9.4 5.3A1.5 1.5 0 0 1 8.1 7.5H-8.1A1.5 1.5 0 0 1-9.4 5.3L-1.3-8.75A1.5 1.5 0 0 1 0-9.5z"/>',
  info: '<path d="M-7.5-5a2.5 2.5 0 0 1 2.5-2.5H5A2.5 2.5 0 0 1 7.5-5V5A2.5 2.5 0 0 1 5 7.5H-5A2.5 2.5 0 0 1-7.5 5z"/>',
};

function markText(mark: GraphMark): string {
  const texts = [count(mark.errors, 'error'), count(mark.warnings, 'warning'), count(mark.infos, 'hint')];
  return texts.filter((text) => text !== '').join(', ');
}

function count(number: number, what: string): string {
  if (number === 0) return '';
  return number === 1 ? `1 ${what}` : `${number} ${what}s`;
}

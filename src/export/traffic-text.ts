/** What of the traffic is hit while a plan is carried out, as text for people. */
import { nameIn } from '../cloud/guards.ts';
import type { Emphasis, Place } from './plan-text.ts';

export interface ReadableTraffic {
  /** Paths of both ends. */
  readonly from: string;
  readonly to: string;
  readonly is: 'interrupted' | 'degraded';
  readonly lasts: boolean;
  readonly addresses: readonly string[];
  readonly exposedTo: readonly string[];
  readonly source?: Place | undefined;
}

interface Style {
  readonly emphasis: Emphasis;
  readonly fileName: (uri: string) => string;
}

/** Flows that the same steps hit in the same way share a paragraph. */
export function trafficLines(traffic: readonly ReadableTraffic[], style: Style): readonly string[] {
  if (traffic.length === 0) return [];
  const alike = Map.groupBy(traffic, ({ is, lasts, addresses, exposedTo }) =>
    JSON.stringify([is, lasts, addresses, exposedTo]),
  );
  return ['Traffic', ...[...alike.values()].flatMap((group) => groupLines(group, style))];
}

function groupLines(group: readonly ReadableTraffic[], { emphasis, fileName }: Style): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const label = first.is === 'interrupted' ? emphasis.bad('interrupted') : emphasis.careful('fewer ways ');
  const [head = '', ...others] = group.map(
    ({ from, to, source }) => `${nameIn(from)} → ${nameIn(to)}${placeText(source, fileName, emphasis)}`,
  );
  return [
    `  ${label}  ${head}`,
    ...others.map((text) => `${INDENT}${text}`),
    `${INDENT}${emphasis.faint(reason(first))}`,
  ];
}

const INDENT = '               ';

function placeText(source: Place | undefined, fileName: Style['fileName'], { faint }: Emphasis): string {
  return source === undefined ? '' : faint(`  ${fileName(source.uri)}:${source.line}`);
}

function reason({ is, lasts, addresses, exposedTo }: ReadableTraffic): string {
  const names = namesText(addresses);
  const isOne = addresses.length === 1;
  const meanwhile = `while ${names} ${isOne ? 'changes' : 'change'}`;
  if (is === 'interrupted') {
    const how = isOne ? '' : ', since they may be away at the same time';
    return lasts ? `for good, by ${names}` : `${meanwhile}${how}`;
  }
  const until = lasts ? `for good, by ${names}` : `${meanwhile}${isOne ? '' : ', one after the other'}`;
  if (exposedTo.length === 0) return until;
  return `${until}; does not survive ${exposedTo.join(', ')}${lasts ? '' : ' meanwhile'}`;
}

const MOST_NAMES = 4;

function namesText(addresses: readonly string[]): string {
  const shown = addresses.slice(0, MOST_NAMES);
  const more = addresses.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

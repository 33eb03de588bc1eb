/** What of the traffic is hit while a plan is carried out, as text for people. */
import { nameIn } from '../model/path-name.ts';
import type { Place, ReadableTraffic } from './readable-plan.ts';
import { namesText, type Emphasis, type Style } from './text-style.ts';

/** Flows that the same steps hit in the same way share a paragraph. */
export function trafficLines(traffic: readonly ReadableTraffic[], style: Style): readonly string[] {
  if (traffic.length === 0) return [];
  const alike = Map.groupBy(traffic, ({ is, lasts, addresses, exposedTo }) =>
    JSON.stringify([is, lasts, addresses, exposedTo]),
  );
  return [
    style.emphasis.strong('Traffic'),
    ...[...alike.values()].flatMap((group) => groupLines(group, style)),
  ];
}

/** `dc → db`. */
export function flowText({ from, to }: ReadableTraffic): string {
  return `${nameIn(from)} → ${nameIn(to)}`;
}

function groupLines(group: readonly ReadableTraffic[], { emphasis, fileName }: Style): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const label = first.is === 'interrupted' ? emphasis.bad('interrupted') : emphasis.careful('fewer ways ');
  const [head = '', ...others] = group.map(
    (each) => `${flowText(each)}${placeText(each.source, fileName, emphasis)}`,
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
  const names = namesText(addresses, MOST_NAMES);
  const isOne = addresses.length === 1;
  const meanwhile = `while ${names} ${isOne ? 'changes' : 'change'}`;
  if (is === 'interrupted') {
    const how = isOne ? '' : ', since they may be away at the same time';
    return lasts ? `for good, by ${names}` : `${meanwhile}${how}`;
  }
  const until = lasts ? `for good, by ${names}` : `${meanwhile}${isOne ? '' : ', one after the other'}`;
  if (exposedTo.length === 0) return until;
  const losses = exposedTo.map((failure) => failure.replace(/^loss of /, '')).join(', ');
  return `${until}; does not survive the loss of ${losses}${lasts ? '' : ' meanwhile'}`;
}

const MOST_NAMES = 4;

/** `1 interrupted, 2 with fewer ways.` */
export function trafficSummary(traffic: readonly ReadableTraffic[]): readonly string[] {
  const of = (is: ReadableTraffic['is']): number => traffic.filter((impact) => impact.is === is).length;
  const parts = [
    ...(of('interrupted') > 0 ? [`${of('interrupted')} interrupted`] : []),
    ...(of('degraded') > 0 ? [`${of('degraded')} with fewer ways`] : []),
  ];
  return parts.length === 0 ? [] : [`Traffic: ${parts.join(', ')}.`];
}

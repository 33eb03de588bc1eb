/** What is done to resources, in groups of what is done alike. */
import type { StepAction } from '../cloud/plan/plan.ts';
import type { ReadableStep, ReadableTraffic } from './readable-plan.ts';
import { reasonText, textOf } from './reason-text.ts';
import { namesText, type Emphasis, type Style } from './text-style.ts';
import { flowText } from './traffic-text.ts';

export function stepGroups(
  steps: readonly ReadableStep[],
  traffic: readonly ReadableTraffic[],
  style: Style,
): readonly (readonly string[])[] {
  return [moveLines(steps, style), ...actionGroups(steps, traffic, style)];
}

function actionGroups(
  steps: readonly ReadableStep[],
  traffic: readonly ReadableTraffic[],
  style: Style,
): readonly (readonly string[])[] {
  return groups.map(({ title, actions, sign, colour }) => {
    const own = steps.filter(({ action }) => actions.includes(action)).sort(byAddress);
    if (own.length === 0) return [];
    const width = Math.min(MOST_WIDTH, Math.max(...own.map(({ address }) => address.length)));
    const mark = colour(style.emphasis)(sign);
    return [
      style.emphasis.strong(title),
      ...own.flatMap((step) => [
        ...stepLines(step, mark, width, style),
        ...hitLines(step, traffic, style.emphasis),
      ]),
    ];
  });
}

const MOST_WIDTH = 64;

/** What stands in something comes below it. The order in which steps are taken is for programs to read. */
function byAddress(one: ReadableStep, other: ReadableStep): number {
  const [a, b] = [one.address, other.address].map((address) => address.replaceAll('/', '\u0000'));
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

interface Group {
  readonly title: string;
  readonly actions: readonly StepAction[];
  readonly sign: string;
  readonly colour: (emphasis: Emphasis) => (text: string) => string;
}

/** What people do stands in a section of its own, see `people-text.ts`. */
const groups: readonly Group[] = [
  { title: 'Adopt', actions: ['adopt'], sign: '=', colour: ({ good }) => good },
  { title: 'Create', actions: ['create', 'resume'], sign: '+', colour: ({ good }) => good },
  { title: 'Update in place', actions: ['update'], sign: '~', colour: ({ careful }) => careful },
  { title: 'Replace', actions: ['replace'], sign: '±', colour: ({ bad }) => bad },
  { title: 'Delete', actions: ['delete'], sign: '-', colour: ({ bad }) => bad },
  { title: 'Forget, and leave as it is', actions: ['forget'], sign: '-', colour: ({ careful }) => careful },
];

function stepLines(
  step: ReadableStep,
  mark: string,
  width: number,
  { emphasis, fileName }: Style,
): readonly string[] {
  const { address, title, source } = step;
  const where = source === undefined ? '' : `  ${fileName(source.uri)}:${source.line}`;
  return [
    `  ${mark} ${address.padEnd(width)}  ${emphasis.faint(`${title}${where}`)}`,
    ...detailsOf(step, emphasis).map((text) => `${INDENT}${text}`),
  ];
}

const INDENT = '      ';

/** Of a new resource all attributes are in the design. */
function detailsOf(step: ReadableStep, emphasis: Emphasis): readonly string[] {
  const { action, reasons, why, afterRemovalOf = [], afterMakingOf = [], address } = step;
  const awaited = afterRemovalOf.filter((other) => other !== address);
  const room = [
    ...(awaited.length === 0 ? [] : [emphasis.faint(`after ${awaited.join(', ')} has made room`)]),
    ...(afterMakingOf.length === 0 ? [] : [emphasis.faint(`after ${afterMakingOf.join(', ')}`)]),
  ];
  if (action === 'create' && reasons.length === 0) return room;
  const order = afterRemovalOf.includes(address)
    ? 'the old one goes first'
    : 'the old one stays until nothing uses it any more';
  return [
    ...(action === 'resume' ? ['an earlier run began it'] : []),
    ...(action === 'forget'
      ? reasons.map(({ asked, wanted }) => `${textOf(asked ?? 'it')}: ${textOf(wanted)}`)
      : reasons.map((reason) => reasonText(reason, emphasis))),
    ...(why === undefined ? [] : [why]),
    ...(action === 'replace' ? [emphasis.faint(order)] : []),
    ...room,
  ];
}

/** What moves along with what it is part of is counted, and not listed. */
function moveLines(steps: readonly ReadableStep[], { emphasis, fileName }: Style): readonly string[] {
  const moves = steps.filter(({ action }) => action === 'move');
  const isPart = (one: ReadableStep, other: ReadableStep): boolean =>
    one !== other &&
    one.address.startsWith(`${other.address}/`) &&
    one.from === `${other.from ?? ''}${one.address.slice(other.address.length)}`;
  const roots = moves.filter((one) => !moves.some((other) => isPart(one, other)));
  if (roots.length === 0) return [];
  return [
    emphasis.strong('Move, in the state only'),
    ...roots.sort(byAddress).map((root) => {
      const { address, from = '', title, source } = root;
      const parts = moves.filter((one) => isPart(one, root)).length;
      const along = parts === 0 ? '' : `, with ${parts} in it`;
      const where = source === undefined ? '' : `  ${fileName(source.uri)}:${source.line}`;
      return `  ${emphasis.good('>')} ${from} → ${address}  ${emphasis.faint(`${title}${along}${where}`)}`;
    }),
  ];
}

/** Whose traffic the step hits. */
function hitLines(
  { address }: ReadableStep,
  traffic: readonly ReadableTraffic[],
  { bad, careful }: Emphasis,
): readonly string[] {
  const flows = (is: ReadableTraffic['is']): readonly string[] =>
    traffic.filter((each) => each.is === is && each.addresses.includes(address)).map(flowText);
  const [cut, fewer] = [flows('interrupted'), flows('degraded')];
  return [
    ...(cut.length === 0 ? [] : [`${INDENT}${bad(`interrupts ${namesText(cut, MOST_FLOWS)}`)}`]),
    ...(fewer.length === 0 ? [] : [`${INDENT}${careful(`fewer ways for ${namesText(fewer, MOST_FLOWS)}`)}`]),
  ];
}

const MOST_FLOWS = 3;

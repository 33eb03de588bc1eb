/** Which steps of a plan take parts of the network away, which of them at the same time, and what traffic that hits. */
import { failureText } from '../../analysis/failures.ts';
import { impactsOf, type Course, type Impact } from '../../analysis/impact.ts';
import { sourceLine, type SourceLine } from '../design/desired.ts';
import { formerLinks, formerVpcs } from './former-ways.ts';
import { taskList } from './tasks.ts';
import { endsBefore, orderOf, windowsOf, type InterruptionInput, type Window } from './windows.ts';

/** What a plan does to something that is to get through. */
export interface TrafficImpact {
  /** Paths of both ends. */
  readonly from: string;
  readonly to: string;
  /** `degraded`: it gets through on the ways that are left. */
  readonly is: 'interrupted' | 'degraded';
  /** Whether it stays so when all is done. */
  readonly lasts: boolean;
  /** The steps that bring it about, in the order of the plan. */
  readonly addresses: readonly string[];
  /** Failures that the text says it survives, and that it does not survive meanwhile: `any 1 circuit`. */
  readonly exposedTo: readonly string[];
  /** Where the text says that it is to get through. */
  readonly source?: SourceLine;
}

export function trafficOf(input: InterruptionInput): TrafficImpact[] {
  const windows = windowsOf(input);
  if (!windows.some(({ opens }) => opens.length > 0)) return [];
  return impactsIn(input, windows)
    .map((impact) => told(windows, impact))
    .sort((a, b) => (a.is === b.is ? 0 : a.is === 'interrupted' ? -1 : 1));
}

/** Only what steps take away counts: not what carried nothing before, for all that is known. */
export function impactsIn(input: InterruptionInput, windows: readonly Window[]): Impact[] {
  return impactsOf(input.topology, courseOf(input, windows)).filter((impact) =>
    windows.some((window) => hurts(window, impact)),
  );
}

function hurts({ part, opens }: Window, { by }: Impact): boolean {
  return opens.length > 0 && by.includes(part);
}

function told(windows: readonly Window[], impact: Impact): TrafficImpact {
  const { flow, is, lasts, exposedTo } = impact;
  const hurting = windows.filter((window) => hurts(window, impact));
  return {
    from: flow.site.path,
    to: flow.target.path,
    is,
    lasts,
    addresses: [...new Set(hurting.flatMap(({ addresses }) => addresses))],
    exposedTo: exposedTo.map(failureText),
    ...(flow.asked === undefined ? {} : { source: sourceLine(flow.asked.source) }),
  };
}

/** Every set of parts that the order of the tasks lets be away at one time. */
function courseOf(input: InterruptionInput, windows: readonly Window[]): Course {
  const { steps, state } = input;
  const ends = endsBefore(orderOf(taskList({ steps }, state)));
  const making = windows.filter(({ opens }) => opens.length === 0);
  const leaving = windows.filter(({ opens, closes }) => opens.length > 0 && closes.length === 0);
  const passing = windows.filter(({ opens, closes }) => opens.length > 0 && closes.length > 0);
  const phases = meetings(passing, ends).flatMap((now) => {
    const notYet = making.filter((one) => !now.some((other) => ends(one, other)));
    const gone = leaving.filter((one) => !now.some((other) => ends(other, one)));
    // What is made before something leaves is there by then: it is either early or late.
    return [
      [...now, ...notYet, ...gone.filter((late) => !notYet.some((early) => ends(early, late)))],
      [...now, ...gone, ...notYet.filter((early) => !gone.some((late) => ends(early, late)))],
    ];
  });
  const never = making.filter(({ closes, isUncertain }) => closes.length === 0 && isUncertain !== true);
  const start = making.filter(({ isUncertain }) => isUncertain !== true);
  return {
    start,
    phases,
    end: [...leaving, ...never],
    former: formerLinks(input),
    formerVpcs: formerVpcs(input),
  };
}

/** Above this, windows are put together in fewer ways. */
const mostForPairs = 60;

/** The largest sets of windows of which any two may be open at one time; the empty one too. */
function meetings(
  windows: readonly Window[],
  ends: (one: Window, other: Window) => boolean,
): readonly (readonly Window[])[] {
  const mayMeet = (one: Window, other: Window): boolean => !ends(one, other) && !ends(other, one);
  const grown = (seeds: readonly Window[]): readonly Window[] => {
    const set = [...seeds];
    for (const window of windows) {
      if (!set.includes(window) && set.every((member) => mayMeet(member, window))) set.push(window);
    }
    return set;
  };
  const pairs =
    windows.length > mostForPairs
      ? []
      : windows.flatMap((one, at) => windows.slice(at + 1).map((other) => [one, other] as const));
  const sets = [
    [],
    ...windows.map((window) => grown([window])),
    ...pairs.filter(([one, other]) => mayMeet(one, other)).map(grown),
  ];
  const byMembers = new Map(
    sets.map((set) => [
      set
        .map((window) => windows.indexOf(window))
        .sort((a, b) => a - b)
        .join(),
      set,
    ]),
  );
  return [...byMembers.values()];
}

/** What is drawn over the diagrams of the window: at most one thing for each design. */
import { withChanges } from '../../diagram/overlay.ts';
import type { Overlay, StepChange } from '../../diagram/overlay.ts';
import type { ToDiagram } from '../../protocol/diagram.ts';
import { batch } from '../batch.ts';

export interface Drawn {
  /** The file that the plan, the run or the drift is about. */
  readonly uri: string;
  readonly overlay: Overlay;
  /** What the text says; it goes when the text says something else. `undefined`: it stays. */
  readonly design: string | undefined;
}

export interface Board {
  /** Takes the place of what was drawn over the same design. */
  readonly put: (drawn: Drawn) => void;
  /** Diagrams hear of many changes at once. */
  readonly change: (uri: string, changes: readonly StepChange[]) => void;
  /** The run is over; from now on it goes when the text says something else. */
  readonly settle: (uri: string, last: Settled) => void;
  readonly clear: (uri: string) => void;
  /** The newest one whose file is in a design. */
  readonly find: (isInDesign: (uri: string) => boolean) => Drawn | undefined;
  readonly onMessage: (listener: (uri: string, message: ToDiagram) => void) => void;
}

export interface Settled {
  readonly changes: readonly StepChange[];
  readonly title: string;
  readonly design: string | undefined;
}

interface Changed {
  readonly uri: string;
  readonly change: StepChange;
}

export function createBoard(pauseMs?: number): Board {
  const drawn = new Map<string, Drawn>();
  const listeners: ((uri: string, message: ToDiagram) => void)[] = [];
  const tell = (uri: string, message: ToDiagram) => {
    for (const listener of listeners) listener(uri, message);
  };
  const apply = (uri: string, changes: readonly StepChange[], more: Partial<Settled> = {}) => {
    const before = drawn.get(uri);
    if (before === undefined) return;
    const { title = before.overlay.title, design = before.design } = more;
    drawn.set(uri, { uri, design, overlay: { ...withChanges(before.overlay, changes), title } });
    tell(uri, { type: 'progress', changes, title });
  };
  const changed = batch<Changed>((all) => {
    for (const [uri, own] of Map.groupBy(all, (each) => each.uri)) {
      // Of several changes of one step, only the last can be seen.
      const last = new Map(own.map(({ change }) => [change.address, change]));
      apply(uri, [...last.values()]);
    }
  }, pauseMs);
  return {
    put: (next) => {
      changed.flush();
      drawn.delete(next.uri);
      drawn.set(next.uri, next);
      tell(next.uri, { type: 'overlay', overlay: next.overlay });
    },
    change: (uri, changes) => {
      changed.add(...changes.map((change) => ({ uri, change })));
    },
    settle: (uri, { changes, ...more }) => {
      changed.flush();
      apply(uri, changes, more);
    },
    clear: (uri) => {
      changed.flush();
      if (drawn.delete(uri)) tell(uri, { type: 'overlay', overlay: null });
    },
    find: (isInDesign) => [...drawn.values()].findLast(({ uri }) => isInDesign(uri)),
    onMessage: (listener) => listeners.push(listener),
  };
}

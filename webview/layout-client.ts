/** Asks the worker for pictures: one at a time, and of those that wait only the newest. */
import type { Graph } from '../src/diagram/graph.ts';
import type { LayoutAnswer, LayoutRequest, Picture } from './layout-messages.ts';

// The worker's bundle, which the page has loaded as one function and never calls.
declare const hcnetLayoutWorker: () => void;

export interface Layouts {
  /** `undefined`: a newer question has taken its place. Rejects when the layout fails. */
  readonly draw: (graph: Graph, closed: readonly string[]) => Promise<Picture | undefined>;
}

interface Waiting {
  readonly request: LayoutRequest;
  readonly resolve: (picture: Picture | undefined) => void;
  readonly reject: (error: Error) => void;
}

export function startLayouts(): Layouts {
  const worker = startWorker();
  let current: Waiting | undefined;
  let next: Waiting | undefined;
  let count = 0;

  const send = (waiting: Waiting | undefined) => {
    current = waiting;
    if (waiting !== undefined) worker.postMessage(waiting.request);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => {
    const answered = current;
    const newer = next;
    next = undefined;
    send(newer);
    if (answered === undefined) return;
    if (newer !== undefined) answered.resolve(undefined);
    else if ('error' in data) answered.reject(new Error(data.error));
    else answered.resolve(data.picture);
  });

  const draw: Layouts['draw'] = (graph, closed) =>
    new Promise((resolve, reject) => {
      const waiting = { request: { id: ++count, graph, closed }, resolve, reject };
      if (current === undefined) {
        send(waiting);
        return;
      }
      next?.resolve(undefined);
      next = waiting;
    });
  return { draw };
}

function startWorker(): Worker {
  const script = new Blob([`(${hcnetLayoutWorker.toString()})()`], { type: 'text/javascript' });
  const url = URL.createObjectURL(script);
  const worker = new Worker(url);
  // The worker holds its script by now; the page need not hold it twice.
  URL.revokeObjectURL(url);
  return worker;
}

/** Progress of an apply: on a terminal a few lines that change in place, elsewhere a line for each thing that ends. */
import type { ProgressEvent } from '../cloud/apply/execute.ts';
import { colorsOf, line } from './shell.ts';
import type { Output } from './shell.ts';

export interface ProgressLines {
  readonly show: (event: ProgressEvent) => void;
  /** Writes a line that stays. */
  readonly say: (text: string) => void;
  /** Takes the changing lines away; those that stay, stay. */
  readonly end: () => void;
}

export function progressLines(output: Output): ProgressLines {
  return output.isTerminal ? changingLines(output) : plainLines(output);
}

function plainLines(output: Output): ProgressLines {
  return {
    show: (event) => {
      if (event.phase !== 'waiting' || event.message !== undefined) line(output, eventText(event));
    },
    say: (text) => {
      line(output, text);
    },
    end: () => undefined,
  };
}

function changingLines(output: Output): ProgressLines {
  const running = new Map<string, ProgressEvent>();
  const colors = colorsOf(output);
  let height = 0;
  const erase = () => {
    // Up to the first of our lines, and everything below it away.
    if (height > 0) output.write(`\u001B[${height}A\u001B[0J`);
    height = 0;
  };
  const draw = (last: ProgressEvent) => {
    const lines = [
      ...[...running.values()].slice(0, MOST_LINES).map((event) => `  ${phaseText(event)}`),
      `  ${bar(last)} ${last.done} of ${last.total}`,
    ];
    for (const text of lines) line(output, colors.dim(text.slice(0, output.columns - 1)));
    height = lines.length;
  };
  return {
    show: (event) => {
      erase();
      if (event.phase === 'started' || event.phase === 'waiting') {
        // The lines that change are cut, and what is in the way may stand at the end.
        if (event.message !== undefined) line(output, colors.yellow(eventText(event)));
        running.set(event.address, event);
      } else {
        running.delete(event.address);
        line(output, event.phase === 'failed' ? colors.red(eventText(event)) : eventText(event));
      }
      draw(event);
    },
    say: (text) => {
      erase();
      line(output, text);
    },
    end: erase,
  };
}

const MOST_LINES = 8;
const BAR_WIDTH = 24;

function bar({ done, total }: ProgressEvent): string {
  const filled = total === 0 ? BAR_WIDTH : Math.round((BAR_WIDTH * done) / total);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
}

function eventText(event: ProgressEvent): string {
  return [phaseText(event), ...(event.message === undefined ? [] : [event.message])].join(', ');
}

function phaseText({ action, address, phase }: ProgressEvent): string {
  const words = { started: 'starts', waiting: 'waits', done: 'done', failed: 'failed' };
  return `${action} ${address}: ${words[phase]}`;
}

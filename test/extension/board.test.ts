import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Overlay, Status } from '../../src/diagram/overlay.ts';
import { createBoard } from '../../src/extension/diagram/board.ts';
import type { ToDiagram } from '../../src/protocol/diagram.ts';

const A = 'file:///a.hcnet';
const B = 'file:///b.hcnet';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what is drawn over diagrams', () => {
  test('is found by any file of its design, the newest first', () => {
    const { board } = listened();
    board.put({ uri: A, overlay: overlay('waiting'), design: 'x' });
    board.put({ uri: B, overlay: overlay('done'), design: 'x' });
    expect(board.find(() => true)?.uri).toBe(B);
    board.put({ uri: A, overlay: overlay('create'), design: 'y' });
    expect(board.find(() => true)?.uri).toBe(A);
    expect(board.find((uri) => uri === B)?.overlay.steps[0]?.status).toBe('done');
    board.clear(A);
    expect(board.find((uri) => uri === A)).toBeUndefined();
  });

  test('changes many times at once, and each step only to what it is last', () => {
    const { board, messages } = listened();
    board.put({ uri: A, overlay: overlay('waiting', 300), design: undefined });
    messages.splice(0);
    for (const status of ['running', 'done'] as const) {
      for (let n = 0; n < 300; n++) board.change(A, [{ address: `vpc.${n}`, status }]);
    }
    expect(messages).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(messages).toHaveLength(1);
    const [message] = messages;
    expect(message?.type === 'progress' ? message.changes : []).toHaveLength(300);
    const now = board.find(() => true)?.overlay.steps ?? [];
    expect(now.filter(({ status }) => status === 'done')).toHaveLength(300);
  });

  test('is over when the run says so, whatever is still on its way', () => {
    const { board, messages } = listened();
    board.put({ uri: A, overlay: overlay('waiting'), design: undefined });
    board.change(A, [{ address: 'vpc.0', status: 'running' }]);
    board.settle(A, { changes: [{ address: 'vpc.0', status: 'done' }], title: 'Applied', design: 'x' });
    vi.advanceTimersByTime(1_000);
    expect(messages.map(({ type }) => type)).toEqual(['overlay', 'progress', 'progress']);
    expect(board.find(() => true)).toMatchObject({
      design: 'x',
      overlay: { title: 'Applied', steps: [{ status: 'done' }] },
    });
  });

  test('does not come back with what was on its way when it was cleared', () => {
    const { board, messages } = listened();
    board.put({ uri: A, overlay: overlay('waiting'), design: undefined });
    board.clear(A);
    board.change(A, [{ address: 'vpc.0', status: 'done' }]);
    vi.advanceTimersByTime(1_000);
    expect(messages.at(-1)).toEqual({ type: 'overlay', overlay: null });
  });
});

function listened() {
  const board = createBoard();
  const messages: ToDiagram[] = [];
  board.onMessage((_, message) => messages.push(message));
  return { board, messages };
}

function overlay(status: Status, count = 1): Overlay {
  const steps = Array.from({ length: count }, (_, n) => ({
    address: `vpc.${n}`,
    status,
    title: 'VPC',
    details: [],
    isGone: false,
  }));
  return { kind: 'run', title: 'Applying', place: 'emulator', steps };
}

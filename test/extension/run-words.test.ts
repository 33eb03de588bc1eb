import { expect, test } from 'vitest';
import { atWork, howFar, planning, waitingForAnswer } from '../../src/extension/run-words.ts';

test('nothing is said to be applied or destroyed before somebody has said yes', () => {
  for (const { notification, statusBar } of [planning, waitingForAnswer])
    expect(`${notification} ${statusBar}`).not.toMatch(/appl|destroy/i);
});

test('a run that is at work says what it does, and how far it is', () => {
  expect(atWork('destroy').notification).toBe('Destroying');
  const step = {
    address: 'vpc.a',
    action: 'delete',
    title: 'VPC',
    phase: 'done',
    done: 3,
    total: 20,
  } as const;
  expect(howFar('destroy', step)).toEqual({
    notification: 'Destroying: 3 of 20, delete vpc.a',
    statusBar: 'destroy 3/20',
  });
  expect(howFar('destroy', { ...step, phase: 'waiting', message: 'vsw-1 uses it' }).notification).toBe(
    'Destroying: 3 of 20, delete vpc.a waits: vsw-1 uses it',
  );
});

import { describe, expect, test } from 'vitest';
import { hostedSteps, stepFrom, stepOf, stepUpTo, vbrSteps } from '../../src/model/bandwidth.ts';

describe('rate limits of a VBR', () => {
  test.each([
    [5000, 5120],
    [5120, 5120],
    [1000, 1000],
    [50_000, 50_120],
    [100_000, 102_400],
  ])('%d Mbit/s means the step %d', (mbps, step) => {
    expect(stepOf(vbrSteps, mbps)?.mbps).toBe(step);
  });

  test('what lies between two steps is none of them', () => {
    expect(stepOf(vbrSteps, 3000)).toBeUndefined();
    expect(stepFrom(vbrSteps, 3000)?.mbps).toBe(5120);
    expect(stepUpTo(vbrSteps, 3000)?.roundMbps).toBe(2000);
  });

  test('above the largest step there is none', () => {
    expect(stepFrom(vbrSteps, 200_000)).toBeUndefined();
    expect(stepUpTo(vbrSteps, 10)).toBeUndefined();
  });
});

test('hosted circuits come in decimal steps', () => {
  expect(hostedSteps.map(({ mbps }) => mbps)).toContain(2000);
  expect(stepOf(hostedSteps, 2048)).toBeUndefined();
});

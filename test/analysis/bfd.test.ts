import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detectionMs, mirroredDetectionMs } from '../../src/analysis/bfd.ts';

const timers = fc.record({
  transmitMs: fc.integer({ min: 200, max: 1000 }),
  receiveMs: fc.integer({ min: 200, max: 1000 }),
  multiplier: fc.integer({ min: 3, max: 10 }),
});

test("the platform's defaults detect a failure in three seconds, its fastest timers in 600 ms", () => {
  expect(mirroredDetectionMs({ transmitMs: 1000, receiveMs: 1000, multiplier: 3 })).toBe(3000);
  expect(mirroredDetectionMs({ transmitMs: 200, receiveMs: 200, multiplier: 3 })).toBe(600);
  expect(mirroredDetectionMs({ transmitMs: 1000, receiveMs: 1000, multiplier: 10 })).toBe(10_000);
});

test('a receiver that accepts packets less often than they are offered sets the pace', () => {
  const fast = { transmitMs: 200, receiveMs: 200, multiplier: 3 };
  const slow = { transmitMs: 200, receiveMs: 800, multiplier: 5 };
  expect(detectionMs(fast, slow)).toBe(2400);
  expect(detectionMs(slow, fast)).toBe(1000);
});

test('detection never comes before the sender missed as many packets as its multiplier says', () => {
  fc.assert(
    fc.property(timers, timers, (sender, receiver) => {
      expect(detectionMs(sender, receiver)).toBeGreaterThanOrEqual(sender.multiplier * sender.transmitMs);
    }),
  );
});

test('slower timers never detect sooner', () => {
  fc.assert(
    fc.property(timers, timers, fc.nat({ max: 500 }), (sender, receiver, delay) => {
      const slower = { ...sender, transmitMs: sender.transmitMs + delay };
      expect(detectionMs(slower, receiver)).toBeGreaterThanOrEqual(detectionMs(sender, receiver));
    }),
  );
});

/** How soon BFD notices a dead path. */

/** What a BFD session sends and expects; milliseconds. */
export interface BfdTimers {
  readonly transmitMs: number;
  readonly receiveMs: number;
  readonly multiplier: number;
}

/**
 * Milliseconds until the receiver declares the sender dead: the sender's multiplier times the agreed interval,
 * which is the slower of what the sender offers and what the receiver accepts. Source: RFC 5880, 6.8.4.
 */
export function detectionMs(sender: BfdTimers, receiver: BfdTimers): number {
  return sender.multiplier * Math.max(sender.transmitMs, receiver.receiveMs);
}

/** The same for a session of which one end is known: the other end is taken to have the same timers. */
export function mirroredDetectionMs(timers: BfdTimers): number {
  return detectionMs(timers, timers);
}

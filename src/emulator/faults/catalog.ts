/** Every kind of fault in a line, for people who choose one. */
import type { FaultRule } from './rule.ts';

export interface FaultEntry {
  /** Of the reliability campaign. */
  readonly family: string;
  readonly title: string;
  /** What happens; goes on after the title. */
  readonly what: string;
  /** A starting point. */
  readonly example: FaultRule['fault'];
}

export const faultCatalog: readonly FaultEntry[] = [
  {
    family: 'F1',
    title: 'Lost answer',
    what: 'the call is committed, and the connection breaks before the answer',
    example: { kind: 'lost-answer' },
  },
  {
    family: 'F2',
    title: 'Lost request',
    what: 'the connection breaks before the cloud has seen anything',
    example: { kind: 'lost-request' },
  },
  {
    family: 'F3',
    title: 'Duplicate delivery',
    what: 'the cloud gets the same request twice',
    example: { kind: 'duplicate' },
  },
  {
    family: 'F4',
    title: 'Late commit',
    what: 'the caller is told nothing, and the call is committed seconds later',
    example: { kind: 'late-commit', afterMs: 10_000 },
  },
  {
    family: 'F5',
    title: 'Server error',
    what: 'a page of HTML under 503, although the call was committed',
    example: { kind: 'server-error', when: 'after', answer: 'unavailable-html' },
  },
  {
    family: 'F6',
    title: 'Throttling',
    what: 'too many requests, with the time to wait',
    example: { kind: 'throttling', retryAfterS: 1 },
  },
  {
    family: 'F7',
    title: 'Slowness',
    what: 'the answer comes five seconds late',
    example: { kind: 'slow', answerMs: 5000 },
  },
  {
    family: 'F8',
    title: 'Stuck status',
    what: 'what the call makes never becomes ready, until the rule is removed',
    example: { kind: 'stuck' },
  },
  {
    family: 'F9',
    title: 'Failure in the end',
    what: 'what the call makes ends in a status of failure',
    example: { kind: 'failed', status: 'Failed' },
  },
  {
    family: 'F10',
    title: 'Lagging reads',
    what: 'what is new stays hidden and what is gone still shows, on some replicas longer than on others',
    example: { kind: 'stale-reads', forMs: 10_000, replicas: 3 },
  },
  {
    family: 'F11',
    title: 'Status that goes back',
    what: 'ready, then on its way again, then ready',
    example: { kind: 'regress', reads: 1 },
  },
  {
    family: 'F12',
    title: 'Pages that do not add up',
    what: 'a list lacks an item that it counts',
    example: { kind: 'paging', what: 'missing' },
  },
  {
    family: 'F13',
    title: 'Client token',
    what: 'the first call with the token is still being worked on',
    example: { kind: 'token', what: 'processing' },
  },
  { family: 'F14', title: 'Quota', what: 'is used up', example: { kind: 'quota' } },
  {
    family: 'F15',
    title: 'Permission',
    what: 'the account may not do this',
    example: { kind: 'permission' },
  },
  {
    family: 'F16',
    title: 'Credentials',
    what: 'the temporary credential has expired',
    example: { kind: 'credentials', what: 'expired' },
  },
  {
    family: 'F17',
    title: 'Clock',
    what: "the cloud's clock is 20 minutes ahead",
    example: { kind: 'clock-skew', skewMs: 1_200_000 },
  },
  {
    family: 'F17',
    title: 'Nonce',
    what: 'the call was committed, and its repetition is refused',
    example: { kind: 'nonce-used' },
  },
  {
    family: 'F18',
    title: 'Malformed answer',
    what: 'the call was committed, and every field of the answer is null',
    example: { kind: 'malformed', what: 'null' },
  },
  {
    family: 'F19',
    title: 'Broken connection',
    what: 'half of the body, then nothing',
    example: { kind: 'reset', at: 'body' },
  },
  {
    family: 'F19',
    title: 'Unreachable',
    what: 'the name has no address (behind a port: the connection breaks at once)',
    example: { kind: 'unreachable', what: 'dns' },
  },
  {
    family: 'F20',
    title: 'Conflict',
    what: "somebody else's operation holds the parent",
    example: { kind: 'conflict', scope: 'vpc' },
  },
  {
    family: 'F21',
    title: 'Drift',
    what: 'just before the call, somebody else deletes what it is about',
    example: { kind: 'drift', op: 'delete' },
  },
  {
    family: 'F22',
    title: 'Foreign dependent',
    what: 'just before the call, somebody else makes something that uses what it is about',
    example: { kind: 'foreign-dependent' },
  },
  {
    family: 'F29',
    title: 'Race for an object',
    what: 'in a bucket: just before it is created, somebody else creates it',
    example: { kind: 'object-race' },
  },
  {
    family: 'F29',
    title: 'Lists that lag',
    what: 'in a bucket: a list shows it as it was five seconds ago',
    example: { kind: 'stale-list', lagMs: 5000 },
  },
  {
    family: 'F30',
    title: 'Hostile texts',
    what: 'names, tags and messages full of codes that terminals obey',
    example: { kind: 'hostile', what: 'ansi' },
  },
];

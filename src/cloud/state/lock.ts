/** One writer at a time for a stack. */
import type { CloudContext, Owner } from '../context.ts';
import { EngineError } from '../engine-error.ts';
import { freeNumber, holdsNumber, readHolder, takeNumber } from '../store/lock-files.ts';
import { formatLock, parseLock, type LockFacts } from '../store/lock-text.ts';

export interface Lock {
  /** Rejects when somebody took the lock away: then nothing more may be sent. */
  readonly check: () => Promise<void>;
  readonly release: () => Promise<void>;
}

/** Who holds the lock, and under which number. */
export interface Holder {
  readonly number: number;
  /** Absent when it cannot be read: the holder died while it wrote, or is no hcnet that we know. */
  readonly facts: LockFacts | undefined;
}

export async function takeLock(context: CloudContext, operation: string): Promise<Lock> {
  const { files } = context;
  const text = formatLock(factsOf(context, operation));
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const number = await takeNumber(files, text);
    if (number !== undefined) return held(context, number);
    const other = await lockHolder(context);
    if (other === undefined) continue;
    if (!hasEnded(context, other.facts)) throw busy(context, other);
    context.logger.warn(`taking over the lock of process ${other.facts?.pid ?? 0}, which has ended`);
    await freeNumber(files, other.number);
  }
  throw new EngineError('locked', `the lock in ${files.place} keeps changing hands; try again`);
}

/** Who works on the stack just now, as text for people; `undefined`: nobody, as far as can be known. */
export async function runUnderWay(context: CloudContext): Promise<string | undefined> {
  const holder = await lockHolder(context);
  return holder === undefined || hasEnded(context, holder.facts) ? undefined : who(holder.facts);
}

export async function lockHolder({ files }: CloudContext): Promise<Holder | undefined> {
  const holder = await readHolder(files);
  return holder === undefined ? undefined : { number: holder.number, facts: parseLock(holder.text) };
}

/**
 * Frees a lock that its holder left behind, after a person has said so, and tells whose it was. The holder notices
 * before its next call. One that surely still runs on this machine is left alone.
 */
export async function breakLock(context: CloudContext, number: number): Promise<Holder> {
  const holder = await lockHolder(context);
  if (holder === undefined)
    throw new EngineError('failed', `nothing to unlock: no run holds '${context.stack}'`);
  if (holder.number !== number) {
    throw new EngineError(
      'locked',
      `the lock is number ${holder.number} (${who(holder.facts)}), not ${number}; look again whether that run has ended`,
    );
  }
  if (runsHere(context.owner, holder.facts)) {
    throw new EngineError(
      'locked',
      `the lock is held by ${who(holder.facts)}, and that still runs on this machine; end it, or let it finish: it frees the lock itself`,
    );
  }
  await freeNumber(context.files, number);
  return holder;
}

export function who(facts: LockFacts | undefined): string {
  if (facts === undefined) return 'a run that left no name';
  const { operation, pid, host, user, since } = facts;
  const where = user === undefined ? host : `${host}, user ${user}`;
  return `${operation}, process ${pid} on ${where}, since ${since}`;
}

/** Only what this machine can know for sure: a run on another one is never taken for dead. */
export function hasEnded({ owner, files }: CloudContext, other: LockFacts | undefined): boolean {
  if (owner.host !== other?.host) return false;
  // Machines may have one name, and containers one name and numbers of their own for processes.
  if (files.isShared === true && !isSameSystem(owner, other)) return false;
  if (owner.boot !== undefined && other.boot !== undefined && owner.boot !== other.boot) return true;
  // A container may have the name of the machine, or share it with another one, and numbers of its own for processes.
  if (!countsAlike(owner, other)) return false;
  const started = owner.startedAt(other.pid);
  if (started === undefined) return true;
  return other.started !== undefined && started !== '' && started !== other.started;
}

/** That it has ended cannot be known wherever it is; that it runs, only by the time at which it was started. */
function runsHere(owner: Owner, other: LockFacts | undefined): boolean {
  if (owner.host !== other?.host || !isSameSystem(owner, other)) return false;
  return other.started !== undefined && owner.startedAt(other.pid) === other.started;
}

/** As far as the system tells. */
function countsAlike(owner: Owner, other: LockFacts): boolean {
  const isTold = owner.processes !== undefined && other.processes !== undefined;
  return !isTold || owner.processes === other.processes;
}

function isSameSystem(owner: Owner, other: LockFacts): boolean {
  return owner.boot !== undefined && owner.boot === other.boot && owner.processes === other.processes;
}

function factsOf({ owner, clock }: CloudContext, operation: string): LockFacts {
  const started = owner.startedAt(owner.pid);
  return {
    host: owner.host,
    pid: owner.pid,
    ...(owner.boot === undefined ? {} : { boot: owner.boot }),
    ...(owner.processes === undefined ? {} : { processes: owner.processes }),
    ...(started === undefined || started === '' ? {} : { started }),
    ...(owner.user === undefined ? {} : { user: owner.user }),
    operation,
    since: new Date(clock.now()).toISOString(),
  };
}

function held({ files }: CloudContext, number: number): Lock {
  return {
    check: async () => {
      if (await holdsNumber(files, number)) return;
      throw new EngineError('locked', `somebody took the lock in ${files.place}; nothing more is sent`);
    },
    release: () => freeNumber(files, number),
  };
}

function busy(context: CloudContext, { number, facts }: Holder): EngineError {
  return new EngineError(
    'locked',
    `another hcnet (${who(facts)}) works on '${context.stack}'; wait until it ends. If it has died: hcnet unlock PATH ${number}`,
  );
}

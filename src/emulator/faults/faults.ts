/** The rules in force, how often each was met, and which of them hit a request. */
import { isReadAction } from '../engine/hooks.ts';
import { seededRandom } from '../engine/random.ts';
import { effectsOf, isForObjects, isForOpenApi, suitsOf } from './families.ts';
import { FaultRuleError, readRule } from './rule.ts';
import type { SeededRandom } from '../engine/random.ts';
import type { Product } from '../engine/types.ts';
import type { Effects, Force } from './effects.ts';
import type { FaultRule, FullRule } from './rule.ts';

/** The part of a request that rules look at. */
export interface Seen {
  readonly product: Product | 'oss' | undefined;
  readonly action: string;
  /** As they are on the wire. */
  readonly params: ReadonlyMap<string, string>;
  readonly accessKeyId: string;
}

export interface RuleState {
  readonly rule: FullRule;
  /** Calls that matched, and those of them that were hit. */
  readonly met: number;
  readonly hit: number;
}

export interface FaultControl {
  /** The id of the rule; fails with FaultRuleError. */
  add(rule: FaultRule): string;
  /** False when there is no such rule. What the rule held or hid is let go. */
  remove(id: string): boolean;
  clear(): void;
  list(): readonly RuleState[];
}

export interface FaultParts {
  readonly clock: () => number;
  /** Whether a resource with this id has a tag with this value. */
  readonly hasTag: (id: string, value: string) => boolean;
  /** A rule is gone: lets go what it held. */
  readonly ended: (ruleId: string) => void;
}

interface Standing {
  readonly rule: FullRule;
  readonly effects: Effects;
  readonly random: SeededRandom;
  readonly until: number;
  met: number;
  hit: number;
}

export class Faults implements FaultControl {
  readonly #parts: FaultParts;
  readonly #standing = new Map<string, Standing>();
  #added = 0;

  constructor(parts: FaultParts) {
    this.#parts = parts;
  }

  /** The same rules, as often met and hit, in another cloud. */
  fork(parts: FaultParts): Faults {
    const other = new Faults(parts);
    other.#added = this.#added;
    for (const [id, each] of this.#standing) other.#standing.set(id, { ...each, random: each.random.copy() });
    return other;
  }

  add(given: FaultRule): string {
    const read = readRule(given);
    this.#added += 1;
    const rule: FullRule = { ...read, id: read.id ?? `fault-${this.#added}` };
    if (this.#standing.has(rule.id)) throw new FaultRuleError(`There is a rule "${rule.id}" already`);
    const random = seededRandom(rule.seed);
    const until = rule.forMs === undefined ? Number.POSITIVE_INFINITY : this.#parts.clock() + rule.forMs;
    const effects = effectsOf(rule.fault, rule.id);
    this.#standing.set(rule.id, { rule, effects, random, until, met: 0, hit: 0 });
    return rule.id;
  }

  remove(id: string): boolean {
    const was = this.#standing.delete(id);
    if (was) this.#parts.ended(id);
    return was;
  }

  clear(): void {
    for (const id of [...this.#standing.keys()]) this.remove(id);
  }

  list(): readonly RuleState[] {
    return [...this.#standing.values()].map(({ rule, met, hit }) => ({ rule, met, hit }));
  }

  /** The rules that hit this request, in the order in which they were added. Counts. */
  meet(seen: Seen): readonly Force[] {
    if (this.#standing.size === 0) return none;
    const now = this.#parts.clock();
    return [...this.#standing.values()]
      .filter((each) => now < each.until && this.#matches(each.rule, seen) && strikes(each))
      .map(({ rule, effects, hit }) => ({
        effects,
        source: rule.id,
        kind: rule.fault.kind,
        seed: rule.seed + hit,
      }));
  }

  #matches({ match, fault }: FullRule, seen: Seen): boolean {
    const { product, action, calls, params, address, accessKeyId } = match;
    return (
      (product === undefined || product === seen.product) &&
      (action === undefined || isLike(action, seen.action)) &&
      (calls === undefined || (calls === 'read') === isReadAction(seen.action)) &&
      (accessKeyId === undefined || accessKeyId === seen.accessKeyId) &&
      Object.entries(params ?? {}).every(([name, value]) => isParam(seen, name, value)) &&
      (address === undefined || this.#isAbout(seen, address)) &&
      isSuited(fault, seen)
    );
  }

  #isAbout(seen: Seen, address: string): boolean {
    return [...seen.params.values()].some((value) => value === address || this.#parts.hasTag(value, address));
  }
}

const none: readonly Force[] = [];

/** Counts the match, and says whether it is one of those that the rule is for. */
function strikes(standing: Standing): boolean {
  const { rule, random } = standing;
  standing.met += 1;
  if (standing.met < rule.match.nth) return false;
  if (rule.times !== 'always' && standing.hit >= rule.times) return false;
  if (rule.chance < 1 && random() >= rule.chance) return false;
  standing.hit += 1;
  return true;
}

function isLike(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((each) => each.replace(/[^\w]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(action);
}

function isParam(seen: Seen, name: string, value: string): boolean {
  const given = seen.params.get(name) ?? '';
  return value === '*' ? given !== '' : given === value;
}

function isSuited(fault: FullRule['fault'], seen: Seen): boolean {
  if (!(seen.product === 'oss' ? isForObjects(fault) : isForOpenApi(fault))) return false;
  const suits = suitsOf(fault);
  switch (suits) {
    case 'any':
      return true;
    case 'write':
      return !isReadAction(seen.action);
    case 'list':
      return isReadAction(seen.action);
    case 'next-page':
      return isReadAction(seen.action) && (seen.params.get('NextToken') ?? '') !== '';
    case 'PutObject':
    case 'ListObjectsV2':
      return seen.action === suits;
  }
}

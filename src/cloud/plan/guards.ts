/** What a plan must not do unless somebody says so in so many words. */
import { nameIn } from '../../model/path-name.ts';
import type { TrafficImpact } from './interruptions.ts';
import type { Plan, PlanStep } from './plan.ts';

export type GuardCode = 'protected' | 'imported' | 'precious' | 'many' | 'billing' | 'outage';

export interface Guard {
  readonly code: GuardCode;
  readonly message: string;
  readonly addresses: readonly string[];
  /** The option that lets it pass; absent: nothing but a change of the design does. */
  readonly allow?: string;
}

export interface GuardInput {
  readonly purpose: Plan['purpose'];
  readonly steps: readonly PlanStep[];
  readonly traffic: readonly TrafficImpact[];
  /** How many resources the state holds. */
  readonly known: number;
  /** What protects an address: the text, or the state, which remembers what the text said before it said nothing. */
  readonly protectedBy: (address: string) => 'text' | 'state' | undefined;
  /** Whether it was there before hcnet, and an import made it known. */
  readonly isImported: (address: string) => boolean;
}

export function guardsOf(input: GuardInput): Guard[] {
  return [protectedGuard, importedGuard, preciousGuard, manyGuard, billingGuard, outageGuard].flatMap(
    (guard) => guard(input) ?? [],
  );
}

/** Every guard that an option lets pass. */
export const passableGuards: ReadonlySet<GuardCode> = new Set([
  'imported',
  'precious',
  'many',
  'billing',
  'outage',
]);

export interface Allowed {
  readonly allow?: ReadonlySet<GuardCode> | undefined;
  /** Addresses that may go although they are protected. */
  readonly unprotect?: ReadonlySet<string> | undefined;
}

/** Those that nobody has allowed. */
export function unallowed(guards: readonly Guard[], { allow, unprotect }: Allowed): Guard[] {
  return guards.filter(({ code, addresses }) =>
    code === 'protected'
      ? !addresses.every((address) => unprotect?.has(address) === true)
      : allow?.has(code) !== true,
  );
}

/** Those that not even a yes to the plan lets pass. */
export function unpassable(guards: readonly Guard[]): Guard[] {
  return guards.filter(({ allow }) => allow === undefined);
}

function protectedGuard({ steps, protectedBy }: GuardInput): Guard | undefined {
  const lost = steps.filter((step) => isLoss(step) && protectedBy(step.address) !== undefined);
  const isGone = lost.some((step) => protectedBy(step.address) === 'state');
  return guard('protected', lost, (names) => {
    const are = lost.length === 1 ? 'is' : 'are';
    const how = isGone
      ? `put back what was taken out of the design, with 'protect off' where it is meant to go`
      : `write 'protect off' if that is meant`;
    const options = lost.map(({ address }) => `--unprotect ${address}`).join(' ');
    return `${names} ${are} protected: ${how}, or say it by name: ${options}`;
  });
}

/** What others made, others may still need; also a destroy, for which somebody has typed a name, has to say so. */
function importedGuard({ steps, isImported }: GuardInput): Guard | undefined {
  return guard(
    'imported',
    steps.filter((step) => isLoss(step) && isImported(step.address)),
    (names) => `${names} would be deleted, and hcnet has not made that: it was imported`,
    '--allow-imported',
  );
}

/** Their loss takes days or months to mend: a line that is built, a hub that everything hangs on, a paid gateway. */
const precious: ReadonlySet<string> = new Set([
  'physical-connection',
  'cen',
  'transit-router',
  'ecr',
  'vpn-gateway',
]);

export function isPrecious(kind: string): boolean {
  return precious.has(kind);
}

function preciousGuard({ steps, purpose }: GuardInput): Guard | undefined {
  // Whoever destroys a design has typed its name.
  if (purpose === 'destroy') return undefined;
  return guard(
    'precious',
    steps.filter((step) => isLoss(step) && isPrecious(step.kind)),
    (names) => `${names} would be deleted, and much hangs on that`,
    '--allow-delete',
  );
}

/** A share of the resources above which a deletion is more likely a mistake in the text than meant. */
const mostShare = 0.2;
const fewEnough = 5;

function manyGuard({ steps, purpose, known }: GuardInput): Guard | undefined {
  const lost = steps.filter(isLoss);
  const isMany = lost.length > fewEnough && lost.length > known * mostShare;
  if (purpose === 'destroy' || !isMany) return undefined;
  return guard(
    'many',
    lost,
    () => `${lost.length} of ${known} resources would be deleted or replaced`,
    '--allow-many',
  );
}

function billingGuard({ steps }: GuardInput): Guard | undefined {
  return guard(
    'billing',
    steps.filter((step) => step.billing === 'order'),
    (names) => `${names} is ordered, and the order is paid at once`,
    '--approve-billing',
  );
}

function outageGuard({ traffic }: GuardInput): Guard | undefined {
  const cut = traffic.filter((impact) => impact.is === 'interrupted');
  if (cut.length === 0) return undefined;
  const flows = cut.slice(0, mostNames).map(({ from, to }) => `${nameIn(from)} → ${nameIn(to)}`);
  const more = cut.length > mostNames ? ` and ${cut.length - mostNames} more` : '';
  const lasts = cut.some((impact) => impact.lasts) ? ', in part for good' : '';
  return {
    code: 'outage',
    message: `traffic would be interrupted${lasts}: ${flows.join(', ')}${more}`,
    addresses: [...new Set(cut.flatMap(({ addresses }) => addresses))],
    allow: '--allow-outage',
  };
}

function guard(
  code: GuardCode,
  steps: readonly PlanStep[],
  message: (names: string) => string,
  allow?: string,
): Guard | undefined {
  if (steps.length === 0) return undefined;
  const addresses = steps.map((step) => step.address);
  return { code, message: message(namesOf(addresses)), addresses, ...(allow === undefined ? {} : { allow }) };
}

function isLoss({ action }: PlanStep): boolean {
  return action === 'delete' || action === 'replace';
}

const mostNames = 3;

function namesOf(addresses: readonly string[]): string {
  const names = addresses.slice(0, mostNames).map((address) => `'${address}'`);
  const more = addresses.length - mostNames;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

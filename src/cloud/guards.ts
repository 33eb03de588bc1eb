/** What a plan must not do unless somebody says so in so many words. */
import type { Plan, PlanStep } from './plan.ts';

export type GuardCode = 'protected' | 'precious' | 'many' | 'billing' | 'outage';

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
  /** How many resources the state holds. */
  readonly known: number;
  /** Addresses that the design or the state protects. */
  readonly isProtected: (address: string) => boolean;
}

export function guardsOf(input: GuardInput): Guard[] {
  return [protectedGuard, preciousGuard, manyGuard, billingGuard].flatMap((guard) => guard(input) ?? []);
}

/** Every guard that an option lets pass. */
export const passableGuards: ReadonlySet<GuardCode> = new Set(['precious', 'many', 'billing', 'outage']);

/** Those that nobody has allowed. */
export function unallowed(guards: readonly Guard[], allowed: ReadonlySet<GuardCode>): Guard[] {
  return guards.filter(({ code, allow }) => allow === undefined || !allowed.has(code));
}

function protectedGuard({ steps, isProtected }: GuardInput): Guard | undefined {
  return guard(
    'protected',
    steps.filter((step) => isLoss(step) && isProtected(step.address)),
    (names) =>
      `${names} is protected by its lifecycle; take 'protect on' out of the design and apply that first`,
  );
}

/** Their loss takes days or months to mend: a line that is built, a hub that everything hangs on, a paid gateway. */
const precious = new Set(['physical-connection', 'cen', 'transit-router', 'ecr', 'vpn-gateway']);

function preciousGuard({ steps, purpose }: GuardInput): Guard | undefined {
  // Whoever destroys a design has typed its name.
  if (purpose === 'destroy') return undefined;
  return guard(
    'precious',
    steps.filter((step) => isLoss(step) && precious.has(step.kind)),
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

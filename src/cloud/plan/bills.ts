/** What a step begins, changes or ends of what is billed. Names of items and no sums: prices are a matter of contract. */
import { billingItems, type BillingItem, type BillingItemId } from '../../model/catalog/billing.ts';
import type { Bill, Kind, PeopleStep } from '../kind.ts';
import type { PlanStep } from './plan.ts';
import type { ResourceState } from '../state/state.ts';
import type { Input, Inputs } from '../value.ts';

export interface StepBill {
  readonly item: BillingItemId;
  /**
   * `renews`: it ends with the old resource and begins with the new one. `goes-on`: the resource leaves the state and
   * stays in the cloud.
   */
  readonly change: 'begins' | 'ends' | 'changes' | 'renews' | 'goes-on';
}

export function billsOf(
  kind: Kind | undefined,
  step: PlanStep,
  known: ResourceState | undefined,
): readonly StepBill[] {
  const bills = kind?.bills ?? [];
  const [before, after] = [known?.inputs ?? {}, step.inputs];
  const of = (inputs: Inputs): readonly Bill[] => bills.filter((bill) => isDue(kind, bill, inputs));
  switch (step.action) {
    case 'create':
      // What an order of people begins is paid when they pay it.
      return kind?.people === undefined ? changed(of(after), 'begins') : [];
    case 'delete':
      return changed(of(before), 'ends');
    case 'forget':
      return step.stays === true ? changed(bills, 'goes-on') : [];
    case 'replace':
      return moves(of(before), of(after), 'renews', () => true);
    case 'update':
      return moves(of(before), of(after), 'changes', ({ amount }) =>
        step.changed.some((name) => amount?.includes(name) === true),
      );
    default:
      return step.bills ?? [];
  }
}

/** What people begin when they take a step. */
export function peopleBills({ bills = [] }: PeopleStep): Pick<PlanStep, 'bills'> {
  return bills.length === 0 ? {} : { bills: bills.map((item) => ({ item, change: 'begins' })) };
}

function moves(
  before: readonly Bill[],
  after: readonly Bill[],
  change: StepBill['change'],
  isChanged: (bill: Bill) => boolean,
): readonly StepBill[] {
  const has = (bills: readonly Bill[], { item }: Bill): boolean => bills.some((bill) => bill.item === item);
  return [
    ...changed(
      before.filter((bill) => !has(after, bill)),
      'ends',
    ),
    ...changed(
      after.filter((bill) => !has(before, bill)),
      'begins',
    ),
    ...changed(
      after.filter((bill) => has(before, bill) && isChanged(bill)),
      change,
    ),
  ];
}

function changed(bills: readonly Bill[], change: StepBill['change']): readonly StepBill[] {
  return bills.map(({ item }) => ({ item, change }));
}

function isDue(kind: Kind | undefined, { where }: Bill, inputs: Inputs): boolean {
  if (where === undefined) return true;
  const value: Input | undefined = inputs[where.property] ?? kind?.properties[where.property]?.absent;
  return value === where.is;
}

/** One item of the price lists, and how often steps begin, change, renew or end it. */
export interface BillSum {
  readonly item: BillingItemId;
  readonly name: string;
  /** What one unit is: `connection and hour`. */
  readonly unit: string;
  readonly method: BillingItem['method'];
  readonly change: StepBill['change'];
  readonly addresses: readonly string[];
  readonly sources: readonly string[];
}

const changes: readonly StepBill['change'][] = ['begins', 'changes', 'renews', 'ends', 'goes-on'];

/** What begins comes first; within that in the order of the price lists. */
export function billSums(steps: readonly Pick<PlanStep, 'address' | 'bills'>[]): readonly BillSum[] {
  return changes.flatMap((change) =>
    billingItems.flatMap(({ id, name, unit, method, sources }): BillSum[] => {
      const addresses = steps
        .filter(({ bills = [] }) => bills.some((bill) => bill.item === id && bill.change === change))
        .map(({ address }) => address);
      return addresses.length === 0 ? [] : [{ item: id, name, unit, method, change, addresses, sources }];
    }),
  );
}

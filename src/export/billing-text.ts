/** What of the price lists a plan begins, changes or ends, as text for people. */
import { billSums, type BillSum, type StepBill } from '../cloud/plan/bills.ts';
import { namesText, type Emphasis } from './text-style.ts';

interface BilledStep {
  readonly address: string;
  readonly bills?: readonly StepBill[] | undefined;
}

export function billingLines(
  steps: readonly BilledStep[],
  target: string,
  { faint, strong }: Emphasis,
): readonly string[] {
  const sums = sumsOf(steps);
  if (sums.length === 0) return [];
  const width = Math.max(...sums.map((sum) => whatText(sum).length));
  const where = target.startsWith('emulator') ? ' on Alibaba Cloud; the emulator bills nothing' : '';
  return [
    strong(`Billing${where}`),
    ...sums.map(
      (sum) =>
        `  ${sum.change.replace('-', ' ').padEnd(7)}  ${whatText(sum).padEnd(width)}  ${faint(namesText(sum.addresses, MOST_NAMES))}`,
    ),
  ];
}

/** `3 × Transit router connection fee, per connection and hour`. */
function whatText({ name, unit, addresses }: BillSum): string {
  return `${addresses.length} × ${name}, per ${unit}`;
}

const MOST_NAMES = 2;

/** `Billing: 3 items begin, 1 ends.` */
export function billingSummary(steps: readonly BilledStep[]): readonly string[] {
  const sums = sumsOf(steps);
  const parts = verbs.flatMap(([change, one, many]) => {
    const count = sums.filter((sum) => sum.change === change).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return parts.length === 0 ? [] : [`Billing: ${parts.join(', ')}.`];
}

const verbs = [
  ['begins', 'item begins', 'items begin'],
  ['changes', 'item changes', 'items change'],
  ['renews', 'item renews', 'items renew'],
  ['ends', 'item ends', 'items end'],
  ['goes-on', 'item goes on', 'items go on'],
] as const;

function sumsOf(steps: readonly BilledStep[]): readonly BillSum[] {
  return billSums(
    steps.map(({ address, bills }) => ({ address, ...(bills === undefined ? {} : { bills }) })),
  );
}

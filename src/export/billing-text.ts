/** What of the price lists a plan begins, changes or ends, as text for people. */
import { billSums, type BillSum, type StepBill } from '../cloud/bills.ts';
import type { Emphasis } from './plan-text.ts';

interface BilledStep {
  readonly address: string;
  readonly bills?: readonly StepBill[] | undefined;
}

export function billingLines(
  steps: readonly BilledStep[],
  target: string,
  { faint, strong }: Emphasis,
): readonly string[] {
  const sums = billSums(
    steps.map(({ address, bills }) => ({ address, ...(bills === undefined ? {} : { bills }) })),
  );
  if (sums.length === 0) return [];
  const width = Math.max(...sums.map((sum) => whatText(sum).length));
  const where = target.startsWith('emulator') ? ' on Alibaba Cloud; the emulator bills nothing' : '';
  return [
    strong(`Billing${where}`),
    ...sums.map(
      (sum) =>
        `  ${sum.change.padEnd(7)}  ${whatText(sum).padEnd(width)}  ${faint(namesText(sum.addresses))}`,
    ),
  ];
}

/** `3 × Transit router connection fee, per connection and hour`. */
function whatText({ name, unit, addresses }: BillSum): string {
  return `${addresses.length} × ${name}, per ${unit}`;
}

const MOST_NAMES = 2;

function namesText(addresses: readonly string[]): string {
  const shown = addresses.slice(0, MOST_NAMES).join(', ');
  const more = addresses.length - MOST_NAMES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

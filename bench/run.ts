import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a bench/*.bench.ts exports as `measure`: one row per thing measured. */
export interface Measurement {
  readonly name: string;
  /** The measured value, in `unit`. */
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'ratio';
  /** The largest value that is good enough. */
  readonly limit?: number;
}

const chosen = process.argv[2] ?? '';
const files = fs
  .readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.bench.ts') && name.includes(chosen));

const rows: Measurement[] = [];
for (const file of files.sort()) {
  const url = pathToFileURL(path.join(import.meta.dirname, file)).href;
  const { measure } = (await import(url)) as { measure: () => Promise<readonly Measurement[]> };
  rows.push(...(await measure()));
}
if (rows.length === 0) console.error(`nothing in bench/ has '${chosen}' in its name`);
else print(rows);
if (rows.length === 0 || rows.some(isTooMuch)) process.exitCode = 1;

function print(measurements: readonly Measurement[]): void {
  const width = Math.max(...measurements.map(({ name }) => name.length));
  for (const measurement of measurements) {
    const { name, value, unit, limit } = measurement;
    const judged =
      limit === undefined ? '' : `  limit ${limit} ${isTooMuch(measurement) ? 'EXCEEDED' : 'kept'}`;
    console.log(
      `${name.padEnd(width)}  ${value.toFixed(unit === 'ratio' ? 2 : 1).padStart(8)} ${unit.padEnd(5)}${judged}`,
    );
  }
}

function isTooMuch({ value, limit }: Measurement): boolean {
  return limit !== undefined && value > limit;
}

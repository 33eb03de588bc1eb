import type { Size } from './designs.ts';
import { kills } from './kills.ts';
import { operations } from './operations.ts';
import { isSound } from './oracle.ts';

const size = Number(process.argv[2] ?? 20) as Size;
const step = Number(process.argv[3] ?? 1);
for (const operation of operations) {
  const cpu = process.cpuUsage();
  let n = 0;
  let bad = 0;
  for await (const { name, verdict } of kills({
    size,
    operation,
    seed: 1,
    isChosen: (p) => p % step === 0,
  })) {
    n += 1;
    if (isSound(verdict)) continue;
    bad += 1;
    if (bad < 4) console.log(name, JSON.stringify(verdict).slice(0, 500));
  }
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    operation,
    n,
    'scenarios',
    bad,
    'bad',
    ((user + system) / 1000 / n).toFixed(1),
    'ms each',
    Math.round(process.memoryUsage().rss / 1e6),
    'MB',
  );
}

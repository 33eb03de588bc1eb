import { isSound } from './oracle.ts';
import { playScenario } from './scenarios.ts';

const first = Number(process.argv[2] ?? 1);
const count = Number(process.argv[3] ?? 100);
const only = process.argv[4]?.split(',');
let bad = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const cpu = process.cpuUsage();
  const { name, verdict } = await playScenario({ seed, ...(only === undefined ? {} : { only }) });
  const { user } = process.cpuUsage(cpu);
  if (user > 3e6) console.log(name, 'took', user / 1e6, 's');
  if (isSound(verdict)) continue;
  bad += 1;
  console.log(name, JSON.stringify(verdict).slice(0, 600));
}
console.log(bad, 'bad of', count);

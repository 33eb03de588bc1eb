/** The command line, which ends itself with SIGKILL where `HCNET_TEST_DIES_AT` says so: `intent-recorded:3`. */
import process from 'node:process';
import { shellOf } from '../../src/cli/process-shell.ts';
import { run } from '../../src/cli/run.ts';

const [milestone, nth] = (process.env.HCNET_TEST_DIES_AT ?? '').split(':');
let passed = 0;

process.exitCode = await run(process.argv.slice(2), {
  ...shellOf(process),
  onMilestone: (each) => {
    if (each !== milestone) return;
    passed += 1;
    if (passed === Number(nth)) process.kill(process.pid, 'SIGKILL');
  },
});

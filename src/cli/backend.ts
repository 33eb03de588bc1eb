/** `hcnet backend init ADDRESS`: sets up a bucket that keeps states for a team. */
import { Command } from 'commander';
import { unknownRegionMessage } from '../model/unknown-region.ts';
import { patienceFor } from './cloud-context.ts';
import { openTarget, reachEndpoint } from './cloud-target.ts';
import type { TargetOptions } from './cloud-target.ts';
import { Failure } from './failure.ts';
import type { Frame } from './run.ts';
import { colorsOf, line } from './shell.ts';
import type { Shell } from './shell.ts';
import { parseStateAddress } from './state-address.ts';
import type { StateAddress } from './state-address.ts';
import { backendAt } from './state-place.ts';
import { withTargetOptions } from './target-options.ts';

export function backendCommand({ shell }: Frame): Command {
  const init = new Command('init')
    .description('Try out whether a bucket of OSS can keep states, and mark it as one that does.')
    .argument('<address>', "the bucket and a folder in it: 'oss://BUCKET/FOLDER?region=cn-shanghai'")
    .action((address: string, options: TargetOptions) => initialise(shell, address, options));
  return new Command('backend')
    .description('Set up a bucket of OSS that keeps states for a team or a CI system.')
    .addCommand(withTargetOptions(init));
}

async function initialise(shell: Shell, given: string, options: TargetOptions): Promise<void> {
  const address = parseStateAddress(given, 'the address');
  const endpoint = await reachEndpoint(shell, options);
  checkRegion(shell, address, endpoint !== undefined);
  const target = await openTarget(shell, endpoint, options, undefined);
  const backend = await backendAt(address, { ...target, endpoint, patience: patienceFor(shell, endpoint) });
  const { initBackend } = await import('../cloud/store/backend.ts');
  const done = await initBackend(backend);
  const what = done === 'set up' ? 'is set up to keep states' : 'was set up before and still is in order';
  line(shell.out, `${backend.store.place}/${backend.root} ${what}.`);
  line(shell.out, `Use it with --state '${address.text}', or set HCNET_STATE to that.`);
}

/** The cloud may have regions that are newer than hcnet, and no others. An emulator makes a bucket wherever it is told to. */
function checkRegion(shell: Shell, { region }: StateAddress, isEmulator: boolean): void {
  const message = unknownRegionMessage(region);
  if (message === undefined) return;
  if (isEmulator) throw new Failure(message, { hint: 'Correct the region in the address.' });
  line(shell.err, colorsOf(shell.err).yellow(`careful: ${message}`));
}

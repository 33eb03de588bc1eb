/** What a campaign is told to do: `npm run campaign -- --help`. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { milestones } from '../../src/cloud/milestones.ts';
import type { Size } from './designs.ts';
import type { RealKill, Subject } from './jobs.ts';
import { operations } from './operations.ts';
import { families } from './trouble.ts';

export interface CampaignOptions {
  readonly seeds?: number;
  readonly first: number;
  readonly kills?: readonly Size[];
  readonly real?: boolean;
  readonly only?: readonly string[];
  readonly seed?: number;
  readonly kill?: Subject & { readonly point: number };
  readonly realKill?: Omit<RealKill, 'program'>;
  readonly keep?: boolean;
}

const sizes: readonly Size[] = [20, 80, 300];

export function readOptions(args: readonly string[]): CampaignOptions {
  const command = new Command('npm run campaign --')
    .description(
      'Disturbs runs in every way, and looks whether one further run puts everything right. Without options: 2,000 seeds, every kill point of three designs, and real processes.',
    )
    .option('--seeds <n>', 'this many seeds', positive)
    .addOption(new Option('--first <n>', 'the first of them').argParser(positive).default(1))
    .option('--kills <sizes>', 'every kill point of designs of these sizes: 20,80,300', list(oneOf(sizes)))
    .option('--real', 'kill -9 of real processes')
    .option(
      '--only <families>',
      'only these disturbances, in one run: F1,F26',
      list(oneOf(Object.keys(families))),
    )
    .option('--seed <n>', 'one seed, in full', positive)
    .option('--kill <operation:size:point>', 'one kill point, in full', kill)
    .option('--real-kill <operation:milestone:nth:again>', 'one real process, in full', realKill)
    .option('--keep', 'write the figures into docs/reliability.md');
  return command.parse(args, { from: 'user' }).opts();
}

function positive(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('It is a whole number from 1.');
  return n;
}

function list<T>(read: (text: string) => T): (text: string) => T[] {
  return (text) => text.split(',').map(read);
}

function oneOf<T>(values: readonly T[]): (text: string) => T {
  return (text) => {
    const found = values.find((value) => String(value) === text);
    if (found === undefined) throw new InvalidArgumentError(`Choose from ${values.join(', ')}.`);
    return found;
  };
}

function kill(text: string): Subject & { point: number } {
  const [operation = '', size = '', point = ''] = text.split(':');
  return { operation: oneOf(operations)(operation), size: oneOf(sizes)(size), point: positive(point) };
}

function realKill(text: string): Omit<RealKill, 'program'> {
  const [operation = '', milestone = '', nth = '', again = ''] = text.split(':');
  return {
    operation: oneOf(operations)(operation),
    milestone: oneOf(milestones)(milestone),
    nth: positive(nth),
    again: oneOf(milestones)(again),
  };
}

import type { Command } from 'commander';

/** What is done in people's place: each costs money or starts something, so each has to be asked for. */
export function withPeopleOptions(command: Command): Command {
  return command
    .option('--apply-for-circuits', 'apply for the ports of circuits without an id; each may cost money')
    .option(
      '--confirm-circuits',
      'confirm circuits whose letter of authorization is complete, and accept hosted connections',
    )
    .option('--enable-circuits', 'enable circuits that are confirmed and paid for');
}

import type { Command } from 'commander';
import { Option } from 'commander';

/** The options of every subcommand that plans or changes. */
export function withStateOptions(command: Command): Command {
  return withTargetOptions(command)
    .option('--state-dir <folder>', 'keep the state in this folder instead of .hcnet beside the design')
    .option(
      '--state <address>',
      "keep the state in a bucket, for teams and CI: 'oss://BUCKET/FOLDER?region=cn-shanghai' (or HCNET_STATE)",
    )
    .addOption(new Option('--events').hideHelp());
}

/** The options of every subcommand that speaks to a cloud. */
export function withTargetOptions(command: Command): Command {
  return command
    .option(
      '--endpoint <url>',
      'an emulator on this machine, such as http://127.0.0.1:4010 (or HCNET_ENDPOINT); without it, Alibaba Cloud',
    )
    .option(
      '--profile <name>',
      'a profile of ~/.aliyun/config.json, or a section of ~/.alibabacloud/credentials',
    )
    .option('--verbose', 'print a line for each call')
    .addOption(new Option('--handover').hideHelp());
}

/** For the extension, which may be gone before a run is over. */
export function withDetachedOption(command: Command): Command {
  return command.addOption(new Option('--detached <folder>').hideHelp());
}

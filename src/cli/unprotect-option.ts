import { Option } from 'commander';

/** By name and nothing else: whoever says this means one resource. */
export function unprotectOption(): Option {
  const option = new Option(
    '--unprotect <address>',
    'delete or replace this resource although it is protected; may be repeated',
  );
  return option.argParser<readonly string[] | undefined>((address, before = []) => [...before, address]);
}

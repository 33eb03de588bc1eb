import { afterAll, beforeAll, expect, test } from 'vitest';
import { kindsByName } from '../../../src/cloud/kinds/by-name.ts';
import type { Silence } from '../../../src/cloud/plan/session-states.ts';
import { windowsOf } from '../../../src/cloud/plan/windows.ts';
import { parseState } from '../../../src/cloud/state/state.ts';
import { knownPrefix } from '../../../src/model/ip.ts';
import { startBench, topologyOf, type Bench } from '../support/bench.ts';
import { redundant } from '../support/redundant.ts';
import { apply, planOf } from '../support/steps.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});

afterAll(() => bench.emulator.stop());

test('what is silent in one family is taken away in the other alone', async () => {
  // At a transit router: in an ECR, a VBR announces nothing itself.
  const on = (circuit: string): string =>
    redundant(['a', circuit, 1])
      .replace('ecr core { attach a }', '')
      .replace('attach core, prod', 'attach a, prod')
      .replace('bgp { peer-asn 65010 } }', 'bgp { peer-asn 65010 } announce 10.7.0.0/16, fd00:7::/48 }')
      .replace('to 172.16.1.1 ', 'to 172.16.1.1 peering6 fd00:1::2/64 to fd00:1::1 ');
  await apply(bench, on('one'));
  const { steps } = await planOf(bench, on('two'));
  const { resources } = parseState(bench.store.state(), 'memory');
  const input = { topology: topologyOf(on('two')), steps, state: { resources }, kinds: kindsByName };
  const openedAt = (silences: readonly Silence[]): readonly (string | undefined)[] =>
    windowsOf({ ...input, silences })
      .filter(({ part, opens }) => part === 'vbr.a' && opens.length > 0)
      .map(({ prefix }) => prefix?.text ?? 'all')
      .sort();
  const silence: Silence = { address: 'vbr.a/bgp/peer', isUncertain: false };
  expect(openedAt([])).toEqual(['10.7.0.0/16', 'all', 'fd00:7::/48']);
  expect(openedAt([{ ...silence, prefix: knownPrefix('::/0') }])).toEqual(['10.7.0.0/16', 'all']);
  expect(openedAt([{ ...silence, prefix: knownPrefix('0.0.0.0/0') }])).toEqual(['all', 'fd00:7::/48']);
  expect(openedAt([silence])).toEqual([]);
});

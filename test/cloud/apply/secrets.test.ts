import { expect, test } from 'vitest';
import { CloudError } from '../../../src/cloud/client/cloud-error.ts';
import { makePlan } from '../../../src/cloud/plan/make-plan.ts';
import { exportCalls, formatCalls } from '../../../src/export/calls.ts';
import { findCanary } from '../../support/canary.ts';
import { applyAll, startBench, topologyOf } from '../support/bench.ts';
import { wholeDesign } from '../support/designs.ts';

test('no secret is in any byte of state, journal, plan, log, progress, report or export', async () => {
  const bench = await startBench();
  const journal: string[] = [];
  const context = {
    ...bench.context,
    files: {
      ...bench.store,
      log: (name: string) => {
        const log = bench.store.log(name);
        const append = (text: string): Promise<void> => {
          journal.push(text);
          return log.append(text);
        };
        return { ...log, append };
      },
    },
    secrets: { read: ({ name }: { readonly name: string }) => Promise.resolve(`canary/${name}+x`) },
  };
  try {
    const topology = topologyOf(wholeDesign);
    const plan = await makePlan(context, topology);
    const progress: unknown[] = [];
    // The cloud refuses a call and quotes it, secret included.
    const refusing = {
      ...context,
      client: {
        call: (request: Parameters<typeof context.client.call>[0]) =>
          request.parameters.AuthKey === undefined
            ? context.client.call(request)
            : Promise.reject(
                new CloudError({
                  action: request.action,
                  product: 'Vpc',
                  region: request.region,
                  code: 'InvalidAuthKey',
                  requestId: 'r',
                  class: 'invalid',
                  detail: `the key ${JSON.stringify(request.parameters.AuthKey)} is too short`,
                }),
              ),
      },
    };
    const report = await applyAll(refusing, plan, { onProgress: (event) => progress.push(event) });
    expect(report.outcome).toBe('failed');
    await applyAll(context, await makePlan(context, topology));
    // The calls themselves carry them.
    const sent = JSON.stringify(bench.requests);
    for (const name of ['BGP_KEY', 'VPN_KEY_1', 'VPN_KEY_2', 'VPN_KEY_3'])
      expect(sent).toContain(`canary/${name}+x`);

    const written = [
      ...bench.store.files.values(),
      ...journal,
      ...bench.log,
      JSON.stringify(plan),
      JSON.stringify(progress),
      JSON.stringify(report),
      formatCalls(exportCalls(topology, { stack: 'test' })),
    ].join('\n');
    expect(written).toContain('default:BGP_KEY');
    expect(written).toMatch(/the key .*\[secret\].* is too short/);
    const keys = ['BGP_KEY', 'VPN_KEY_1', 'VPN_KEY_2', 'VPN_KEY_3'];
    expect(
      findCanary(
        written,
        keys.map((name) => `canary/${name}+x`),
      ),
    ).toEqual([]);
  } finally {
    await bench.emulator.stop();
  }
});

test('a secret without a value is named before the first call', async () => {
  const bench = await startBench();
  try {
    const context = { ...bench.context, secrets: { read: () => Promise.resolve(undefined) } };
    const plan = await makePlan(context, topologyOf(wholeDesign));
    bench.requests.length = 0;
    await expect(applyAll(context, plan)).rejects.toThrow(/no value for the secret .*'BGP_KEY'/);
    expect(bench.requests).toEqual([]);
  } finally {
    await bench.emulator.stop();
  }
});

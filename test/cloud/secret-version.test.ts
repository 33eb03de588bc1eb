import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CloudError } from '../../src/cloud/client/cloud-error.ts';
import type { CloudContext } from '../../src/cloud/context.ts';
import { makePlan } from '../../src/cloud/plan/make-plan.ts';
import { isEmptyPlan, type Plan } from '../../src/cloud/plan/plan.ts';
import { isOtherVersion, secretVersion } from '../../src/cloud/secret-version.ts';
import { secretKey } from '../../src/model/secrets.ts';
import { applyAll, startBench, topologyOf, type Bench } from './support/bench.ts';
import { wholeDesign } from './support/designs.ts';

describe('a version', () => {
  test('is the same for the same value, and another for another', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (key, value, other) => {
        const version = secretVersion(key, 'env:A', value);
        expect(secretVersion(key, 'env:A', value)).toBe(version);
        expect(isOtherVersion(version, secretVersion(key, 'env:A', other))).toBe(value !== other);
      }),
    );
  });

  test('of another key says nothing', () => {
    expect(isOtherVersion(secretVersion('k1', 'env:A', 'x'), secretVersion('k2', 'env:A', 'y'))).toBe(false);
    expect(isOtherVersion(undefined, secretVersion('k1', 'env:A', 'x'))).toBe(false);
  });

  test('tells neither value nor key', () => {
    expect(secretVersion('the-key', 'env:A', 'the-value')).toMatch(/^[0-9a-f]{8}\.[0-9a-f]{24}$/);
  });
});

describe('the value behind a secret', () => {
  const topology = topologyOf(wholeDesign);
  let bench: Bench;
  let values: Record<string, string>;

  beforeEach(async () => {
    bench = await startBench();
    values = {};
  });

  afterEach(() => bench.emulator.stop());

  /** With `key` absent, nobody can tell one value from another. */
  function contextWith(key: string | undefined): CloudContext {
    const valueOf = (name: string): string => values[name] ?? `first-${name}`;
    return {
      ...bench.context,
      secrets: {
        read: ({ name }) => Promise.resolve(valueOf(name)),
        version: (ref) =>
          Promise.resolve(
            key === undefined ? undefined : secretVersion(key, secretKey(ref), valueOf(ref.name)),
          ),
      },
    };
  }

  async function applied(context: CloudContext): Promise<void> {
    const report = await applyAll(context, await makePlan(context, topology));
    expect(report.results.filter(({ result }) => result !== 'done')).toEqual([]);
  }

  function stepsOf(plan: Plan): readonly unknown[] {
    return plan.steps.map(({ address, action, reasons }) => ({ address, action, reasons }));
  }

  test('leads to an update when it has changed, and to nothing when it has not', async () => {
    const context = contextWith('key');
    await applied(context);
    expect(isEmptyPlan(await makePlan(context, topology))).toBe(true);
    values.BGP_KEY = 'second';
    const plan = await makePlan(context, topology);
    expect(stepsOf(plan)).toEqual([
      {
        address: 'vbr.one-vbr/bgp',
        action: 'update',
        reasons: [{ attribute: 'key', wanted: 'secret default:BGP_KEY has a new value' }],
      },
    ]);
    bench.requests.length = 0;
    await applied(context);
    const sent = bench.requests.filter(({ action }) => action === 'ModifyBgpGroupAttribute');
    expect(sent.map(({ parameters }) => parameters.AuthKey)).toEqual(['second']);
    expect(isEmptyPlan(await makePlan(context, topology))).toBe(true);
  });

  test('that stands within other values leads to whatever a change of those leads to', async () => {
    const context = contextWith('key');
    await applied(context);
    values.VPN_KEY_3 = 'second';
    expect(stepsOf(await makePlan(context, topology))).toEqual([
      {
        address: 'vpn.branch',
        action: 'replace',
        reasons: [
          { attribute: 'tunnels', wanted: 'secret default:VPN_KEY_3 has a new value', needsNew: 'fixed' },
        ],
      },
    ]);
  });

  test('goes unnoticed without a key, and by somebody with another key', async () => {
    await applied(contextWith('key'));
    values = { BGP_KEY: 'second', VPN_KEY_1: 'second' };
    expect(isEmptyPlan(await makePlan(contextWith(undefined), topology))).toBe(true);
    expect(isEmptyPlan(await makePlan(contextWith('other key'), topology))).toBe(true);
  });

  test('is watched from the first apply with a key on', async () => {
    await applied(contextWith(undefined));
    const context = contextWith('key');
    expect(isEmptyPlan(await makePlan(context, topology))).toBe(true);
  });

  test('is sent again when the change was refused', async () => {
    const context = contextWith('key');
    await applied(context);
    values.BGP_KEY = 'second';
    const refusing: CloudContext = {
      ...context,
      client: {
        call: (request) =>
          request.action === 'ModifyBgpGroupAttribute'
            ? Promise.reject(refusal(request.action))
            : context.client.call(request),
      },
    };
    const report = await applyAll(refusing, await makePlan(refusing, topology));
    expect(report.outcome).toBe('failed');
    bench.requests.length = 0;
    await applied(context);
    const sent = bench.requests.filter(({ action }) => action === 'ModifyBgpGroupAttribute');
    expect(sent.map(({ parameters }) => parameters.AuthKey)).toEqual(['second']);
    expect(isEmptyPlan(await makePlan(context, topology))).toBe(true);
  });

  test('must be that of the plan when the plan is carried out', async () => {
    const context = contextWith('key');
    const plan = await makePlan(context, topology);
    values.BGP_KEY = 'second';
    await expect(applyAll(context, plan)).rejects.toThrow(
      /the secret 'BGP_KEY' has another value than when the plan was made\. Plan again/,
    );
    expect(bench.emulator.ledger().filter(({ origin }) => origin === 'client')).toEqual([]);
  });
});

function refusal(action: string): CloudError {
  return new CloudError({
    action,
    product: 'Vpc',
    region: 'cn-shanghai',
    code: 'Forbidden.RAM',
    requestId: 'r',
    class: 'permission',
    detail: undefined,
  });
}

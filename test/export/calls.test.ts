import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exportCalls, formatCalls } from '../../src/export/calls.ts';
import { designFrom } from '../support/design.ts';

const reference = designFrom(readFileSync('samples/reference.hcnet', 'utf8')).topology;

test('the calls of the reference sample are as agreed', async () => {
  const text = formatCalls(exportCalls(reference, { stack: 'retail' }));
  await expect(text).toMatchFileSnapshot('../golden/reference/calls.json');
});

test('a call comes after those whose ids it needs', () => {
  const { calls } = exportCalls(reference, { stack: 'retail' });
  const made = new Set<string>();
  for (const call of calls) {
    for (const [, address] of JSON.stringify(call.parameters).matchAll(/"\$ref":"([^"]+)"/g)) {
      expect(made).toContain(address);
    }
    made.add(call.address);
  }
  expect(calls.length).toBeGreaterThan(70);
});

test('adopted circuits appear by their ids, and secrets by their names', () => {
  const { calls } = exportCalls(reference, { stack: 'retail' });
  const vbr = calls.find((call) => call.address === 'vbr.telecom-vbr');
  expect(vbr).toMatchObject({ action: 'CreateVirtualBorderRouter', region: 'cn-shanghai', product: 'Vpc' });
  expect(vbr?.parameters.PhysicalConnectionId).toBe('pc-uf6retail0telecom');
  const group = calls.find((call) => call.address === 'vbr.telecom-vbr/bgp');
  expect(group?.parameters).toMatchObject({
    RouterId: { $ref: 'vbr.telecom-vbr', path: 'id' },
    AuthKey: { $secret: 'default:TELECOM_BGP_KEY' },
  });
});

test('what the create call cannot set follows in a call of its own', () => {
  const { calls } = exportCalls(reference, { stack: 'retail' });
  const actions = calls.filter((call) => call.address === 'vbr.telecom-vbr').map((call) => call.action);
  expect(actions).toEqual(['CreateVirtualBorderRouter', 'ModifyVirtualBorderRouterAttribute']);
});

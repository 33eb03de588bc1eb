import { expect, test } from 'vitest';
import { designNotes } from '../../../src/cloud/design/notes.ts';
import { topologyOf } from '../support/bench.ts';

test('the bandwidth of a VPN is that of its gateway: on a transit router it is not applied, and the plan says so', () => {
  const design = (target: string, bandwidth: string): string => `
    network n { region cn-shanghai }
    site office { prefix 10.30.0.0/16 }
    vpc prod in cn-shanghai { prefix 10.0.0.0/16 vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } }
    cen hub { transit-router tr in cn-shanghai { edition enterprise } }
    vpn branch from office to ${target} { ${bandwidth} customer-address 203.0.113.20 tunnel only { } }`;
  const notesOn = (text: string): string[] => designNotes(topologyOf(text)).map(({ message }) => message);
  expect(notesOn(design('tr', 'bandwidth 1 Gbps'))).toEqual([
    "the bandwidth of VPN 'branch' is not applied: the API documents no values for an IPsec connection on a transit router, so it gets the platform's default",
  ]);
  expect(notesOn(design('tr', ''))).toEqual([]);
  expect(notesOn(design('prod', 'bandwidth 100 Mbps'))).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import type { Drift } from '../../src/cloud/plan/drift.ts';
import type { StateEntry } from '../../src/export/state-text.ts';
import { consoleLink } from '../../src/extension/state/console-link.ts';
import { allNodes, countDrifted, countDriftedInside, stateTree } from '../../src/extension/state/tree.ts';
import type { StateNode } from '../../src/extension/state/tree.ts';

describe('the tree of a state', () => {
  test('has elements, what is in them, and no step that leads to one thing only', () => {
    const entries = [
      'vpc.prod/vswitch.app',
      'vpc.prod',
      'cen.backbone/transit-router.tr/attachment.prod/association',
      'cen.backbone/transit-router.tr',
      'vpn.backup/customer-gateway.203.0.113.10',
    ].map(entry);
    expect(stateTree(entries, []).map(outline)).toEqual([
      ['backbone', ['tr', 'prod/association']],
      ['prod', 'app'],
      ['backup', '203.0.113.10'],
    ]);
  });

  test('marks what drifted, and has what is in no state', () => {
    const drift = [
      mark('vpc.prod', 'changed', [{ attribute: 'name', asked: 'a', seen: 'b' }]),
      mark('vpc.lost', 'orphan'),
      mark('vpc.new', 'unseen'),
    ];
    const nodes = [...allNodes(stateTree(['vpc.prod', 'vpc.new', 'vpc.ok'].map(entry), drift))];
    expect(nodes.map(({ address, resource }) => [address, resource?.drift?.is])).toEqual([
      ['vpc.lost', 'orphan'],
      ['vpc.new', 'unseen'],
      ['vpc.ok', undefined],
      ['vpc.prod', 'changed'],
    ]);
    expect(nodes[3]?.resource?.drift?.details).toEqual(['name: asked a, seen b']);
    expect(countDrifted(drift)).toBe(2);
  });

  test('tells of a row how much of what it may be closed over has drifted', () => {
    const entries = [
      'vpc.prod/vswitch.app/acl.a',
      'vpc.prod/vswitch.app/acl.b',
      'vpc.prod/vswitch.db',
      'vpc.ok',
    ];
    const drift = [
      mark('vpc.prod/vswitch.app/acl.a', 'changed'),
      mark('vpc.prod/vswitch.db', 'gone'),
      mark('vpc.ok', 'unseen'),
      mark('vpc.ok/vswitch.new', 'unseen'),
    ];
    const nodes = [...allNodes(stateTree([...entries, 'vpc.ok/vswitch.new'].map(entry), drift))];
    const counts = new Map(nodes.map((node) => [node.address, countDriftedInside(node)]));
    expect(counts.get('vpc.prod')).toBe(2);
    expect(counts.get('vpc.prod/vswitch.app')).toBe(1);
    expect(counts.get('vpc.prod/vswitch.db')).toBe(0);
    expect(counts.get('vpc.ok')).toBe(0);
  });
});

test.each([
  ['vpc', 'https://vpc.console.aliyun.com/vpc/cn-shanghai/vpcs/vpc-1'],
  ['cen', 'https://cen.console.aliyun.com/cen/detail/vpc-1'],
  ['tr-vpc-attachment', 'https://cen.console.aliyun.com'],
  ['alert-rule', 'https://cloudmonitor.console.aliyun.com'],
  ['bgp-peer', 'https://expressconnect.console.aliyun.com'],
  ['privatelink-endpoint', 'https://vpc.console.aliyun.com'],
])('a %s is found at %s', (kind, link) => {
  const [node] = stateTree([{ ...entry('vpc.prod'), kind }], []);
  expect(node?.resource === undefined ? '' : consoleLink(node.resource)).toBe(link);
});

function entry(address: string): StateEntry {
  return {
    address,
    kind: 'vpc',
    title: 'VPC',
    region: 'cn-shanghai',
    id: 'vpc-1',
    status: 'ready',
    adopted: false,
    dependencies: [],
  };
}

function mark(address: string, is: Drift['is'], attributes: Drift['attributes'] = []): Drift {
  return { address, kind: 'vpc', title: 'VPC', is, attributes };
}

type Outline = readonly (string | Outline)[];

function outline({ label, children }: StateNode): Outline {
  return [label, ...children.map((child) => (child.children.length === 0 ? child.label : outline(child)))];
}

import { expect, test } from 'vitest';
import { desiredGraph, type Desired } from '../../../src/cloud/design/desired.ts';
import { allKinds } from '../../../src/cloud/kinds/all.ts';
import { topologyOf } from '../support/bench.ts';

function desiredOf(text: string): ReadonlyMap<string, Desired> {
  const { resources } = desiredGraph(topologyOf(text), 'test', allKinds);
  return new Map(resources.map((each) => [each.address, each]));
}

function problemsOf(text: string): readonly string[] {
  return desiredGraph(topologyOf(text), 'test', allKinds).problems.map(({ message }) => message);
}

test('what a lifecycle block says holds for the resource of its element, and not for what stands in it', () => {
  const desired = desiredOf(`
    network n { region cn-shanghai }
    vpc prod in cn-shanghai {
      prefix 10.0.0.0/16, 10.1.0.0/16
      lifecycle { protect on ignore name, tags }
      vswitch a in cn-shanghai-l { prefix 10.0.1.0/24 }
      vswitch b in cn-shanghai-m { prefix 10.0.2.0/24 lifecycle { ignore name } }
    }`);
  const guards = [...desired.values()].map(({ address, protect, ignore }) => [address, protect, ignore]);
  expect(guards).toEqual([
    ['vpc.prod', true, ['name', 'tags']],
    ['vpc.prod/prefix.10.1.0.0_16', false, []],
    ['vpc.prod/vswitch.a', false, []],
    ['vpc.prod/vswitch.b', false, ['name']],
  ]);
});

test('an endpoint, a VPN gateway and a contact group are what their elements stand for', () => {
  const desired = desiredOf(`
    network n { region cn-shanghai }
    site office { prefix 10.30.0.0/16 }
    vpc prod in cn-shanghai { prefix 10.0.0.0/16 vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } }
    service files { product oss in cn-shanghai access privatelink in prod.l lifecycle { protect on } }
    vpn branch from office to prod { customer-address 203.0.113.20 tunnel only { } lifecycle { protect on } }
    monitoring watch { lifecycle { ignore contacts } alert loss on branch { metric "net_rx.rate" warn > 1 lifecycle { protect on } } }`);
  const guarded = [...desired.values()].filter(({ protect, ignore }) => protect || ignore.length > 0);
  expect(guarded.map(({ address }) => address).sort()).toEqual([
    'monitoring.watch/alert.loss/vpn.branch',
    'monitoring.watch/contact-group',
    'service.files/endpoint',
    'vpn.branch',
    'vpn.branch/gateway',
  ]);
});

test('an ignored attribute that does not exist is a problem, with those that do', () => {
  expect(
    problemsOf('vpc prod in cn-shanghai { prefix 10.0.0.0/16 lifecycle { ignore names, prefix } }'),
  ).toEqual([
    "'prod' ignores 'names', and has no such attribute; it has ipv6, name, prefix, tags, userPrefixes",
  ]);
});

test('a VPN may ignore what its gateway has, although its connection has it not', () => {
  expect(
    problemsOf(`
      network n { region cn-shanghai }
      site office { prefix 10.30.0.0/16 }
      vpc prod in cn-shanghai { prefix 10.0.0.0/16 vswitch l in cn-shanghai-l { prefix 10.0.1.0/24 } }
      vpn branch from office to prod {
        customer-address 203.0.113.20 tunnel only { } lifecycle { ignore bandwidth }
      }`),
  ).toEqual([]);
});

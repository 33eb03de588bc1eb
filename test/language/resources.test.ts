/** What the text says about resources, and where the names in it lead. */
import { describe, expect, test } from 'vitest';
import { designFrom } from '../support/design.ts';

describe('lifecycle and former names', () => {
  const { topology } = designFrom(`
    network n { region cn-shanghai }
    vpc prod in cn-shanghai {
      moved from production
      lifecycle { protect on ignore name, tags }
      vswitch app in cn-shanghai-l { prefix 10.0.1.0/24 moved from old }
    }
    cen backbone {
      transit-router tr in cn-shanghai {
        moved from hub
        attach prod { lifecycle { protect on } }
      }
    }
    service db { moved from store }
    monitoring watch { lifecycle { ignore contacts } }`);

  test('belong to what they are written into', () => {
    const [vpc] = topology.vpcs;
    expect(vpc?.lifecycle).toEqual({ protect: true, ignore: ['name', 'tags'] });
    expect(vpc?.vswitches[0]?.lifecycle).toEqual({ protect: false, ignore: [] });
    expect(topology.cens[0]?.transitRouters[0]?.attachments[0]?.lifecycle.protect).toBe(true);
    expect(topology.monitorings[0]?.lifecycle.ignore).toEqual(['contacts']);
  });

  test('a former name is a path below the parent as it is called now', () => {
    const [vpc] = topology.vpcs;
    expect(vpc?.movedFrom).toBe('vpc.production');
    expect(vpc?.vswitches[0]?.movedFrom).toBe('vpc.prod/vswitch.old');
    expect(topology.cens[0]?.transitRouters[0]?.movedFrom).toBe('cen.backbone/transit-router.hub');
    expect(topology.services[0]?.movedFrom).toBe('service.store');
    expect(topology.cens[0]?.movedFrom).toBeUndefined();
  });
});

describe('routing policies', () => {
  const text = `
    vpc prod in cn-shanghai { }
    ecr core { }
    cen backbone {
      transit-router tr in cn-shanghai {
        attach core, prod
        route-table spokes { aggregate 10.128.0.0/9 }
        aggregate 10.64.0.0/10
        routing-policy first {
          priority 10 direction out route-table spokes action deny
          match { from except core prefix exactly 10.10.0.0/16, 10.20.0.0/16 route-type bgp as-path 65010, 1.10 community "65010:1" }
          set { preference 20 prepend 65010, 65010 community replace "45104:2" next 30 }
        }
        routing-policy second { priority 20 route-table nowhere }
      }
      transit-router other in cn-beijing { routing-policy third { route-table spokes } }
    }`;
  const { topology, shown } = designFrom(text);
  const [first, second] = topology.cens[0]?.transitRouters[0]?.policies ?? [];

  test('say which routes they mean and what becomes of them', () => {
    expect(first).toMatchObject({ priority: 10, direction: 'out', action: 'deny' });
    expect(first?.table?.path).toBe('cen.backbone/transit-router.tr/route-table.spokes');
    expect(first?.match?.sources.map(({ path }) => path)).toEqual(['ecr.core']);
    expect(first?.match).toMatchObject({
      exceptSources: true,
      exactPrefixes: true,
      routeTypes: ['bgp'],
      asPath: [65010, 65546],
      exactAsPath: false,
      communities: ['65010:1'],
    });
    expect(first?.set).toMatchObject({
      preference: 20,
      prepend: [65010, 65010],
      communityMode: 'replace',
      communities: ['45104:2'],
      next: 30,
    });
  });

  test('let everything in, in the system table, unless it is said', () => {
    expect(second).toMatchObject({ direction: 'in', action: 'permit', match: undefined, set: undefined });
    expect(second?.table).toBeUndefined();
  });

  test('name route tables of their own transit router only', () => {
    expect(shown().map(({ message }) => message)).toEqual([
      "The transit router 'tr' has no route table 'nowhere'",
      "The transit router 'other' has no route table 'spokes'",
    ]);
  });

  test('stand beside aggregate routes, of the system table and of others', () => {
    const router = topology.cens[0]?.transitRouters[0];
    expect(router?.aggregates.map(({ prefix }) => prefix?.text)).toEqual(['10.64.0.0/10']);
    expect(router?.routeTables[0]?.aggregates.map(({ path }) => path)).toEqual([
      'cen.backbone/transit-router.tr/route-table.spokes/aggregate.10.128.0.0_9',
    ]);
  });
});

test('a route table of a VPC takes vSwitches of that VPC only', () => {
  const { topology, shown } = designFrom(`
    vpc prod in cn-shanghai {
      vswitch a in cn-shanghai-l { }
      route-table apart { associate a, elsewhere route-propagation off }
    }
    vpc other in cn-shanghai { vswitch elsewhere in cn-shanghai-l { } }`);
  const table = topology.vpcs[0]?.routeTables[0];
  expect(table?.vswitches.map(({ path }) => path)).toEqual(['vpc.prod/vswitch.a']);
  expect(table?.learnsRoutes).toBe(false);
  expect(shown().map(({ message }) => message)).toEqual(["The VPC 'prod' has no vSwitch 'elsewhere'"]);
});

test('a service may be reached through an endpoint service of the design, by a name of its own', () => {
  const { topology, syntaxErrors } = designFrom(`
    endpoint-service api in cn-shanghai {
      resource nlb "nlb-1" in cn-shanghai-l
      resource nlb "nlb-1" in cn-shanghai-m
      allow account "42", "43" accept "ep-1" bandwidth 1 Gbps payer service zone-affinity on
    }
    vpc prod in cn-shanghai {
      vswitch l in cn-shanghai-l { }
      security-group one { }
      security-group two { }
    }
    service orders {
      access privatelink in prod.l {
        security-group prod.one, prod.two
        endpoint-service api
        domain "orders.shop.internal"
      }
    }`);
  expect(syntaxErrors).toEqual([]);
  const [service] = topology.endpointServices;
  expect(service).toMatchObject({
    region: 'cn-shanghai',
    allowedAccounts: ['42', '43'],
    accepted: ['ep-1'],
    bandwidthMbps: 1000,
    payer: 'service',
    hasZoneAffinity: true,
  });
  expect(service?.resources.map(({ path }) => path)).toEqual([
    'endpoint-service.api/resource.nlb-1.cn-shanghai-l',
    'endpoint-service.api/resource.nlb-1.cn-shanghai-m',
  ]);
  const access = topology.services[0]?.access;
  expect(access?.kind === 'privatelink' && access.endpointService).toBe(service);
  expect(access?.kind === 'privatelink' && access.securityGroups.map(({ name }) => name)).toEqual([
    'one',
    'two',
  ]);
});

test('a metric whose name has a dot is written as a string', () => {
  const { topology, syntaxErrors } = designFrom(`
    vpn backup from dc to tr { }
    monitoring watch { alert rate on backup { metric "net_rx.rate" warn > 1 } }`);
  expect(syntaxErrors).toEqual([]);
  expect(topology.monitorings[0]?.alerts[0]?.metric).toBe('net_rx.rate');
});

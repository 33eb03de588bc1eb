import { expect, test } from 'vitest';
import { useBench } from '../support/bench.ts';
import { routesAndServicesDesign as design } from '../support/designs.ts';
import { change } from '../support/steps.ts';

const bench = useBench();

interface Change {
  readonly from: string;
  readonly to: string;
  readonly steps: readonly string[];
  /** Actions that change something, in order, each once: what the cloud is too busy for is sent again. */
  readonly sent: readonly string[];
}

const router = 'cen.office-net/transit-router.tr';
const offered = 'endpoint-service.orders-api';
const used = 'service.orders';

const changes: Readonly<Record<string, Change>> = {
  'a routing policy loses a condition in place': {
    from: 'from border prefix 10.30.0.0/16 route-type custom } set { preference 20 prepend 65030, 65030 next 20 }',
    to: 'from border route-type custom } set { preference 30 }',
    steps: [`update ${router}/routing-policy.prefer`],
    sent: ['ModifyCenRouteMap'],
  },
  'a routing policy for the other direction is another one': {
    from: 'match { from except border',
    to: 'direction out match { from except border',
    steps: [`replace ${router}/routing-policy.keep-out`],
    sent: ['DeleteCenRouteMap', 'CreateCenRouteMap'],
  },
  'another aggregated prefix is another aggregated route': {
    from: 'aggregate 172.16.0.0/12',
    to: 'aggregate 172.16.0.0/13',
    steps: [`delete ${router}/aggregate.172.16.0.0_12`, `create ${router}/aggregate.172.16.0.0_13`],
    sent: ['DeleteTransitRouteTableAggregation', 'CreateTransitRouteTableAggregation'],
  },
  'a vSwitch that leaves a route table goes back to the one of its VPC': {
    from: 'associate apart-m route-propagation off',
    to: 'route-propagation off',
    steps: ['delete vpc.prod/vswitch.apart-m/route-table'],
    sent: ['UnassociateRouteTable'],
  },
  'a vSwitch leaves one route table before it joins another': {
    from: 'route-table apart {\n    associate apart-m',
    to: 'route-table other { associate apart-m }\n  route-table apart {\n   ',
    steps: ['create vpc.prod/route-table.other', 'replace vpc.prod/vswitch.apart-m/route-table'],
    sent: ['CreateRouteTable', 'UnassociateRouteTable', 'AssociateRouteTable'],
  },
  'a route table of a VPC learns routes again in place': {
    from: 'associate apart-m route-propagation off',
    to: 'associate apart-m',
    steps: ['update vpc.prod/route-table.apart'],
    sent: ['ModifyRouteTableAttributes'],
  },
  'a route of a route table is moved': {
    from: 'route 10.31.0.0/16 to tr',
    to: 'route 10.32.0.0/16 to tr',
    steps: [
      'delete vpc.prod/route-table.apart/route.10.31.0.0_16',
      'create vpc.prod/route-table.apart/route.10.32.0.0_16',
    ],
    sent: ['CreateRouteEntry', 'DeleteRouteEntry'],
  },
  'a static route of a VBR is moved': {
    from: 'route 10.31.0.0/16\n  health-check',
    to: 'route 10.32.0.0/16\n  health-check',
    steps: ['delete vbr.border/route.10.31.0.0_16', 'create vbr.border/route.10.32.0.0_16'],
    sent: ['CreateRouteEntry', 'DeleteRouteEntry'],
  },
  'a health check is changed by enabling it anew': {
    from: 'interval 3 s threshold 6',
    to: 'interval 2 s threshold 4',
    steps: ['update vbr.border/health-check'],
    sent: ['EnableCenVbrHealthCheck'],
  },
  'a health check ends': {
    from: 'health-check { interval 3 s threshold 6 }',
    to: '',
    steps: ['delete vbr.border/health-check'],
    sent: ['DisableCenVbrHealthCheck'],
  },
  'an endpoint service is changed in place': {
    from: 'bandwidth 2 Gbps\n  zone-affinity on',
    to: 'bandwidth 3 Gbps',
    steps: [`update ${offered}`],
    sent: ['UpdateVpcEndpointServiceAttribute'],
  },
  'another account takes the place of one that may use an endpoint service': {
    from: '"2222222222222222"',
    to: '"3333333333333333"',
    steps: [`delete ${offered}/account.2222222222222222`, `create ${offered}/account.3333333333333333`],
    sent: ['AddUserToVpcEndpointService', 'RemoveUserFromVpcEndpointService'],
  },
  'an endpoint loses a security group in place': {
    from: 'security-group prod.one, prod.two',
    to: 'security-group prod.two',
    steps: [`update ${used}/endpoint`],
    sent: ['DetachSecurityGroupFromVpcEndpoint'],
  },
  'an endpoint that leaves a zone is no longer found there': {
    from: 'prod.app-l, prod.app-m {',
    to: 'prod.app-l {',
    steps: [`delete ${used}/domain/record.cn-shanghai-m`, `delete ${used}/endpoint/zone.cn-shanghai-m`],
    sent: ['DeleteZoneRecord', 'RemoveZoneFromVpcEndpoint'],
  },
  'a domain is removed with its zone': {
    from: 'domain "orders.shop.internal"',
    to: '',
    steps: [
      `delete ${used}/domain/record.cn-shanghai-l`,
      `delete ${used}/domain/record.cn-shanghai-m`,
      `delete ${used}/domain/vpc`,
      `delete ${used}/domain`,
    ],
    sent: ['DeleteZoneRecord', 'BindZoneVpc', 'DeleteZone'],
  },
  'tags that the create call does not take are changed all the same': {
    from: '203.0.113.20 tag owner "net"',
    to: '203.0.113.20 tag team "net"',
    steps: ['update vpn.branch/gateway'],
    sent: ['TagResources', 'UnTagResources'],
  },
};

test.each(Object.entries(changes))('%s', async (_name, { from, to, steps, sent }) => {
  expect(design).toContain(from);
  const changed = await change(bench, design, design.replace(from, to));
  expect(changed.steps).toEqual(steps);
  expect([...new Set(changed.sent.map(({ action }) => action))]).toEqual(sent);
});

test('an endpoint gets the security groups of the text, one call for each that comes or goes', async () => {
  const groups = (names: string): string => design.replace('security-group prod.one, prod.two', names);
  const { steps, sent } = await change(
    bench,
    groups('security-group prod.one'),
    groups('security-group prod.two'),
  );
  expect(steps).toEqual([`update ${used}/endpoint`]);
  const changed = new Map(sent.map(({ action, parameters }) => [action, parameters.SecurityGroupId]));
  expect([...changed.keys()]).toEqual([
    'AttachSecurityGroupToVpcEndpoint',
    'DetachSecurityGroupFromVpcEndpoint',
  ]);
  expect(new Set(changed.values()).size).toBe(2);
});

test('an endpoint service with another payer is another one, and so is the endpoint of the design that uses it', async () => {
  const { steps } = await change(
    bench,
    design,
    design.replace('zone-affinity on', 'zone-affinity on payer service'),
  );
  expect(steps).toContain(`replace ${offered}`);
  expect(steps).toContain(`replace ${used}/endpoint`);
  expect(steps).toContain(`update ${used}/domain/record.cn-shanghai-l`);
});

import { expect, test } from 'vitest';
import type { Topology } from '../../src/model/topology.ts';
import { designFrom } from '../support/design.ts';
import { readMarkdown, sectionOf, tableWith } from './markdown.ts';

/** As little as can be written of everything that has defaults. */
const BARE = `
site dc { }
circuit line from dc to access-point ap-cn-shanghai-pd-D { }
vbr border on line { bgp { bfd on } }
failover-group fast { }
cen backbone {
  transit-router tr-sh in cn-shanghai { attach prod }
  transit-router tr-bj in cn-beijing { }
  peering tr-sh to tr-bj { }
}
vpc prod in cn-shanghai { route-table apart { } }
vpn backup from dc to tr-sh { }
endpoint-service own in cn-shanghai { }
service website { product oss }
demand dc to website { }
monitoring watch { }
drill quarterly { }
`;

/** Section, property, and the default in the words of the page. */
const defaults: readonly (readonly [string, string, (topology: Topology) => string | undefined])[] = [
  ['site', '`kind`', ({ sites }) => sites[0]?.siteKind],
  ['site', '`tier`', ({ sites }) => sites[0]?.tier],
  ['site', '`multi-path`', ({ sites }) => sites[0]?.multiPath],
  ['circuit', '`type`', ({ circuits }) => circuits[0]?.type],
  ['circuit', '`role`', ({ circuits }) => circuits[0]?.role ?? 'none'],
  ['vbr', '`site-link`', ({ vbrs }) => switchOf(vbrs[0]?.siteLink)],
  ['failover-group', '`kind`', ({ failoverGroups }) => failoverGroups[0]?.groupKind],
  ['cen', '`edition`', ({ cens }) => cens[0]?.transitRouters[0]?.edition],
  ['vpc', '`ipv6`', ({ vpcs }) => switchOf(vpcs[0]?.hasIpv6)],
  ['vpn', '`role`', ({ vpns }) => vpns[0]?.role],
  ['vpn', '`network`', ({ vpns }) => vpns[0]?.networkType],
  ['vpn', '`bgp`', ({ vpns }) => switchOf(vpns[0]?.hasBgp)],
  ['endpoint-service', '`auto-accept`', ({ endpointServices }) => switchOf(endpointServices[0]?.acceptsAll)],
  ['endpoint-service', '`payer`', ({ endpointServices }) => endpointServices[0]?.payer],
  [
    'endpoint-service',
    '`zone-affinity`',
    ({ endpointServices }) => switchOf(endpointServices[0]?.hasZoneAffinity),
  ],
  ['service', '`controlled`', ({ services }) => switchOf(services[0]?.isControlled)],
  ['demand', '`horizon`', ({ demands }) => `${String(demands[0]?.horizonMonths)} months`],
  ['demand', '`growth`', ({ demands }) => `${String(demands[0]?.growthPercentPerMonth)} % per month`],
  ['demand', '`critical`', ({ demands }) => switchOf(demands[0]?.isCritical)],
  [
    'monitoring',
    '`alerts`',
    ({ monitorings }) => (monitorings[0]?.alertsRecommended ? 'recommended' : 'none'),
  ],
  ['drill', '`start`', ({ drills }) => drills[0]?.start],
];

const page = readMarkdown('docs/language.md');
const { topology } = designFrom(BARE);

test.each(defaults)('the default of %s %s is what the reference says', (section, property, read) => {
  const row = tableWith(sectionOf(page, section), 'property').find(([name]) => name === property);
  expect(row?.[2]?.replaceAll('`', '')).toBe(read(topology));
});

test('BFD without numbers is what the reference says', () => {
  const bfd = topology.vbrs[0]?.bgp?.bfd;
  const said = `\`on\` is ${String(bfd?.transmitMs)} ms, ${String(bfd?.receiveMs)} ms, ${String(bfd?.multiplier)}`;
  expect(page).toContain(said);
});

test('publishing routes is on unless it is said, as the reference says', () => {
  const [cen] = topology.cens;
  expect([
    cen?.transitRouters[0]?.attachments[0]?.publishesRoutes,
    cen?.peerings[0]?.publishesRoutes,
  ]).toEqual([true, true]);
  expect(page).toContain('`publish-routes` (switch, default `on`)');
});

test('a route table of a VPC takes over what hubs announce unless it is said, as the reference says', () => {
  expect(topology.vpcs[0]?.routeTables[0]?.learnsRoutes).toBe(true);
  expect(page).toContain('`route-propagation` (switch, default `on`');
});

test('nothing is protected or ignored unless it is said, as the reference says', () => {
  expect(topology.vpcs[0]?.lifecycle).toEqual({ protect: false, ignore: [] });
  const table = tableWith(page.slice(page.indexOf('A `lifecycle` block')), 'property');
  expect(table.map(([name, , otherwise]) => [name, otherwise])).toEqual([
    ['`protect`', '`off`'],
    ['`ignore`', 'none'],
  ]);
});

function switchOf(value: boolean | undefined): string {
  return value === true ? 'on' : 'off';
}

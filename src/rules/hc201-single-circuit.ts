import { lineMbps } from '../analysis/capacity.ts';
import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Circuit, Site, Topology } from '../model/topology.ts';
import { declare, defineRule, type Fix } from './rule.ts';
import { otherAccessPoint, otherCarrier } from './support/access-points.ts';
import { bandwidth, freeName } from './support/phrases.ts';

export const singleCircuit = defineRule({
  id: 'HC201',
  severity: 'warning',
  title: 'Production site with one circuit',
  why: 'A single line is a single point of failure; two circuits at two access points are advised at least.',
  sources: [docs.solution, docs.ecmp],

  *check(topology) {
    for (const site of topology.sites) {
      const [circuit, ...others] = relations(topology).circuitsOf(site);
      if (circuit === undefined || others.length > 0 || site.tier !== 'production') continue;
      yield {
        element: site,
        message: `Site '${site.name}' has circuit '${circuit.name}' only, so it is cut off when that line fails`,
        related: [{ element: circuit, message: 'the only circuit' }],
        fix: secondCircuit(topology, site, circuit),
      };
    }
  },

  examples: {
    bad: `
      site dc { router cpe-1 router cpe-2 }
      //   ^^ HC201
      circuit telecom from dc.cpe-1 to access-point ap-cn-shanghai-pd-D {
        carrier CT
        port 10GBase-LR
        bandwidth 10 Gbps
      }`,
    good: `
      site dc { router cpe-1 router cpe-2 }
      circuit telecom from dc.cpe-1 to access-point ap-cn-shanghai-pd-D {
        carrier CT
        port 10GBase-LR
        bandwidth 10 Gbps
      }
      circuit telecom-2 from dc.cpe-2 to access-point ap-cn-shanghai-nt-aligroup-C {
        type dedicated
        carrier CU
        port 10GBase-LR
        bandwidth 10 Gbps
      }`,
  },
});

/** Like the first one, at another access point, from another carrier and another router, where these are known. */
function secondCircuit(topology: Topology, site: Site, circuit: Circuit): Fix | undefined {
  const { accessPoint, carrier, port, bandwidthMbps } = circuit;
  const place = otherAccessPoint(circuit, new Set([accessPoint ?? '']));
  if (place === undefined || circuit.type === 'hosted') return undefined;
  const router = site.routers.find((candidate) => candidate !== circuit.router);
  const from = router === undefined ? site.name : `${site.name}.${router.name}`;
  const otherOne = carrier === undefined ? undefined : otherCarrier(circuit, new Set([carrier]));
  // A bandwidth above the port is wrong on the first circuit already (HC212).
  const isTooFast = lineMbps(circuit) !== bandwidthMbps;
  const properties = [
    otherOne === undefined ? undefined : `carrier ${otherOne}`,
    port === undefined ? undefined : `port ${port}`,
    bandwidthMbps === undefined || isTooFast ? undefined : `bandwidth ${bandwidth(bandwidthMbps)}`,
  ].filter((property) => property !== undefined);
  const name = freeName(topology, `${circuit.name}-2`);
  const lines = properties.map((property) => `  ${property}\n`).join('');
  const text = `circuit ${name} from ${from} to access-point ${place} {\n  type dedicated\n${lines}}`;
  return { title: `Add a second circuit at ${place}`, edits: [declare(circuit, text)] };
}

import { circuitLimits } from '../model/catalog/limits.ts';
import type { Circuit, Topology } from '../model/topology.ts';
import { defineRule, set, type Fix } from './rule.ts';
import { isToBeOrdered, otherAccessPoint } from './support/access-points.ts';

const most = circuitLimits.perAccessPoint.value;

export const accessPointQuota = defineRule({
  id: 'HC211',
  severity: 'warning',
  title: 'Many circuits at one access point',
  why: 'By default an account has two circuits at an access point; more need a raised quota.',
  sources: circuitLimits.perAccessPoint.sources,

  *check(topology) {
    for (const circuits of byPlaceAndAccount(topology)) {
      const beyond = circuits[most];
      if (beyond === undefined) continue;
      const used = new Set([beyond.accessPoint ?? '']);
      yield {
        element: beyond,
        property: 'access-point',
        message: `Circuit '${beyond.name}' is number ${most + 1} of ${circuits.length} at ${beyond.accessPoint ?? ''}, where an account has ${most}; ask for a higher quota, or spread them`,
        related: circuits.slice(0, most).map((element) => ({ element, message: 'ends there too' })),
        fix: fixFor(beyond, used),
      };
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { }
      circuit two from dc to access-point ap-cn-shanghai-pd-D { }
      circuit three from dc to access-point ap-cn-shanghai-pd-D { }
      //                                    ^^^^^^^^^^^^^^^^^^^ HC211
      circuit other from dc to access-point ap-cn-shanghai-pd-D { account "1234567890123456" }`,
    good: `
      site dc { }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { }
      circuit two from dc to access-point ap-cn-shanghai-pd-D { }
      circuit three from dc to access-point ap-cn-shanghai-nt-aligroup-C { }
      circuit other from dc to access-point ap-cn-shanghai-pd-D { account "1234567890123456" }`,
  },
});

function byPlaceAndAccount(topology: Topology): Iterable<readonly Circuit[]> {
  const groups = new Map<string, Circuit[]>();
  for (const circuit of topology.circuits) {
    if (circuit.accessPoint === undefined) continue;
    const key = `${circuit.accessPoint} ${circuit.account ?? topology.network?.account ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [circuit]);
    else group.push(circuit);
  }
  return groups.values();
}

function fixFor(circuit: Circuit, used: ReadonlySet<string>): Fix | undefined {
  const other = isToBeOrdered(circuit) ? otherAccessPoint(circuit, used) : undefined;
  // A declared reliability type says at how many access points the circuits end (HC205).
  if (other === undefined || circuit.site?.reliability !== undefined) return undefined;
  return { title: `Let it end at ${other}`, edits: [set(circuit, 'access-point', other)] };
}

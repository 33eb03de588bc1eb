import { ecrLimits } from '../model/catalog/limits.ts';
import { defineRule } from './rule.ts';

export const ecmpCircuitsOnOneEcr = defineRule({
  id: 'HC426',
  severity: 'warning',
  title: 'More equal circuits than an ECR spreads over',
  why: 'An Express Connect Router spreads traffic over up to 32 circuits; further ones carry nothing.',
  sources: ecrLimits.ecmpCircuits.sources,

  *check(topology) {
    const limit = ecrLimits.ecmpCircuits.value;
    for (const ecr of topology.ecrs) {
      const bySite = Map.groupBy(ecr.vbrs, (vbr) => vbr.circuit?.site);
      for (const [site, vbrs] of bySite) {
        if (site?.multiPath !== 'ecmp') continue;
        const circuits = new Set(vbrs.map((vbr) => vbr.circuit));
        if (circuits.size <= limit) continue;
        yield {
          element: ecr,
          message: `ECR '${ecr.name}' has ${circuits.size} circuits of site '${site.name}' and spreads over ${limit}; use a second ECR for the others`,
        };
      }
    }
  },

  examples: {
    bad: `${ecrWith(33)}
      //  ^^^^ HC426`,
    good: ecrWith(32),
  },
});

/** An ECR with this many circuits of one site. */
function ecrWith(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `v${String(index)}`);
  const circuits = names.map(
    (name) => `
      circuit c-${name} from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr ${name} on c-${name} { vlan 100 }`,
  );
  return `
      site dc { prefix 10.10.0.0/16 }${circuits.join('')}
      ecr core { attach ${names.join(', ')} }`;
}

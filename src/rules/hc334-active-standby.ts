import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Circuit, Site } from '../model/topology.ts';
import { defineRule, remove, set, type Edit, type Violation } from './rule.ts';

export const activeStandby = defineRule({
  id: 'HC334',
  severity: 'warning',
  title: 'Active and standby circuits instead of ECMP',
  why:
    'Over several circuits, equal-cost multi-path converges faster, grows with every circuit and uses all of them; ' +
    'an idle circuit hides its faults. Active/standby is for networks that need symmetric paths.',
  sources: [docs.solution, docs.ecmp],

  *check(topology) {
    for (const site of topology.sites) {
      const circuits = relations(topology).circuitsOf(site);
      if (circuits.length < 2) continue;
      const standby = circuits.find(({ role }) => role === 'standby');
      if (site.multiPath === 'active-standby')
        yield finding(site, circuits, { element: site, property: 'multi-path' });
      else if (standby !== undefined) yield finding(site, circuits, { element: standby, property: 'role' });
    }
  },

  examples: {
    bad: `
      site dc { multi-path active-standby }
      //                   ^^^^^^^^^^^^^^ HC334
      circuit a from dc to access-point ap-cn-shanghai-pd-D { carrier CT role active }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU role standby }
      site office { }
      circuit c from office to access-point ap-cn-shanghai-pd-D { carrier CT role active }
      circuit d from office to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU role standby }
      //                                                                                   ^^^^^^^ HC334`,
    good: `
      site dc { multi-path ecmp }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit b from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      site office { }
      circuit c from office to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit d from office to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }`,
  },
});

function finding(
  site: Site,
  circuits: readonly Circuit[],
  place: Pick<Violation, 'element' | 'property'>,
): Violation {
  const roles = circuits.flatMap((circuit) => (circuit.role === undefined ? [] : [remove(circuit, 'role')]));
  const edits: readonly Edit[] = [
    ...(site.multiPath === 'active-standby' ? [set(site, 'multi-path', 'ecmp')] : []),
    ...roles,
  ];
  return {
    ...place,
    message: `Site '${site.name}' keeps a circuit idle until another one fails; ECMP uses all ${circuits.length} and converges faster`,
    fix: { title: 'Use ECMP', edits },
  };
}

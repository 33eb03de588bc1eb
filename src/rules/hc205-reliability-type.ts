import { reliabilitySource, reliabilityTypeById, reliabilityTypes } from '../model/catalog/reliability.ts';
import { relations } from '../model/relations.ts';
import type { Circuit, Site } from '../model/topology.ts';
import { defineRule, set, type Violation } from './rule.ts';
import { listed } from './support/phrases.ts';

export const reliabilityType = defineRule({
  id: 'HC205',
  severity: 'error',
  title: 'Reliability type that the circuits do not match',
  why:
    'The type is ordered with the circuits: MultiAp types mean circuits at two access points, SingleAp types at ' +
    'one, and each type at least two circuits.',
  sources: [reliabilitySource],

  *check(topology) {
    for (const site of topology.sites) {
      const circuits = relations(topology).circuitsOf(site);
      if (site.reliability === undefined) continue;
      if (reliabilityTypeById(site.reliability) === undefined) yield unknownType(site, circuits);
      else yield* mismatch(site, circuits);
    }
  },

  examples: {
    bad: `
      site dc { reliability MultiApMultiDevice }
      //                    ^^^^^^^^^^^^^^^^^^ HC205
      circuit telecom from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit unicom from dc to access-point ap-cn-shanghai-pd-D { carrier CU }
      site other { reliability highest }
      //                       ^^^^^^^ HC205
      circuit one from other to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit two from other to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }`,
    good: `
      site dc { reliability SingleApMultiDevice }
      circuit telecom from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit unicom from dc to access-point ap-cn-shanghai-pd-D { carrier CU }
      site other { reliability MultiApMultiDevice }
      circuit one from other to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit two from other to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }`,
  },
});

function unknownType(site: Site, circuits: readonly Circuit[]): Violation {
  return {
    element: site,
    property: 'reliability',
    message: `Site '${site.name}' asks for reliability '${site.reliability ?? ''}'; the platform knows ${listed(reliabilityTypes.map(({ id }) => id))}`,
    fix: fixFor(site, circuits),
  };
}

function* mismatch(site: Site, circuits: readonly Circuit[]): Generator<Violation> {
  const type = reliabilityTypeById(site.reliability ?? '');
  const places = placesOf(circuits);
  // Without circuits, or while one lacks its access point, nothing can be said.
  if (type === undefined || circuits.length === 0 || places === undefined) return;
  const isMatch = circuits.length > 1 && places > 1 === (type.accessPoints === 'many');
  if (isMatch) return;
  const found =
    circuits.length === 1
      ? 'one circuit'
      : `circuits at ${places === 1 ? 'one access point' : `${String(places)} access points`}`;
  yield {
    element: site,
    property: 'reliability',
    message: `Site '${site.name}' asks for ${type.id}, but it has ${found}, so the order does not match the design`,
    fix: fixFor(site, circuits),
  };
}

function fixFor(site: Site, circuits: readonly Circuit[]): Violation['fix'] {
  const places = placesOf(circuits);
  if (circuits.length < 2 || places === undefined) return undefined;
  const type = places > 1 ? 'MultiApMultiDevice' : 'SingleApMultiDevice';
  return { title: `Ask for ${type}`, edits: [set(site, 'reliability', type)] };
}

function placesOf(circuits: readonly Circuit[]): number | undefined {
  const places = circuits.map(({ accessPoint }) => accessPoint);
  return places.includes(undefined) ? undefined : new Set(places).size;
}

import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Circuit, Site } from '../model/topology.ts';
import { add, defineRule, set, type Fix } from './rule.ts';

export const oneRouter = defineRule({
  id: 'HC204',
  severity: 'warning',
  title: 'All circuits of a site on one router',
  why: 'When the one router at the site fails, or is restarted, all circuits go with it.',
  sources: [docs.ecmp],

  *check(topology) {
    for (const site of topology.sites) {
      const circuits = relations(topology).circuitsOf(site);
      const last = circuits.at(-1);
      const router = last?.router;
      if (last === undefined || router === undefined || circuits.length < 2) continue;
      if (circuits.some((circuit) => circuit.router !== router)) continue;
      yield {
        element: last,
        property: 'from',
        message: `All circuits of site '${site.name}' end on router '${router.name}', so the site is cut off when it fails`,
        related: circuits.slice(0, -1).map((element) => ({ element, message: 'ends there too' })),
        fix: fixFor(site, last),
      };
    }
  },

  examples: {
    bad: `
      site dc { router cpe-1 { vendor h3c } }
      circuit telecom from dc.cpe-1 to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit unicom from dc.cpe-1 to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      //                  ^^^^^^^^ HC204`,
    good: `
      site dc { router cpe-1 { vendor h3c } router cpe-2 }
      circuit telecom from dc.cpe-1 to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit unicom from dc.cpe-2 to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }`,
  },
});

/** The customer's side can change also for a circuit that exists: the line is plugged in elsewhere. */
function fixFor(site: Site, circuit: Circuit): Fix {
  const other = site.routers.find((router) => router !== circuit.router);
  const name = other?.name ?? freeRouterName(site);
  return {
    title: `Let '${circuit.name}' end on '${name}'`,
    edits: [
      ...(other === undefined ? [add(site, `router ${name}`)] : []),
      set(circuit, 'from', `${site.name}.${name}`),
    ],
  };
}

/** `cpe-1` is followed by `cpe-2`, `edge` by `edge-2`. */
function freeRouterName(site: Site): string {
  const names = new Set(site.routers.map(({ name }) => name));
  const base = (site.routers[0]?.name ?? 'cpe').replace(/-\d+$/, '');
  let count = 2;
  while (names.has(`${base}-${String(count)}`)) count += 1;
  return `${base}-${String(count)}`;
}

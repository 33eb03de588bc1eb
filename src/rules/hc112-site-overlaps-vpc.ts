import { docs } from '../model/catalog/sources.ts';
import type { Prefix } from '../model/ip.ts';
import { nearestOverlaps, type Located } from '../model/overlaps.ts';
import type { Element, Site, Topology, Vpc } from '../model/topology.ts';
import { defineRule } from './rule.ts';
import { networkOf } from './support/domains.ts';
import { renumbering } from './support/renumber.ts';

export const siteOverlapsVpc = defineRule({
  id: 'HC112',
  severity: 'error',
  title: 'Site and VPC with the same addresses',
  why:
    'Addresses of a site and of a VPC that it is connected with must differ, since a circuit translates none. ' +
    'Where neither can change, PrivateLink or translation in the data center helps.',
  sources: [docs.limits],

  *check(topology) {
    const fixFor = renumbering(topology);
    for (const { vpc, prefix, site, sitePrefix } of clashes(topology)) {
      yield {
        element: vpc,
        property: 'prefix',
        value: prefix.text,
        message: `VPC '${vpc.name}' has ${prefix.text}, and site '${site.name}', which is connected with it, has ${sitePrefix.text}, so neither reaches the other there`,
        related: [{ element: site, message: `has ${sitePrefix.text}` }],
        fix: fixFor(vpc, prefix),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr a-vbr on a { vlan 1 }
      ecr core { attach a-vbr }
      cen backbone { transit-router tr in cn-shanghai { attach core, prod } }
      vpc prod in cn-shanghai {
        prefix 10.0.0.0/12
        //     ^^^^^^^^^^^ HC112
        vswitch app in cn-shanghai-l { prefix 10.0.1.0/24 }
      }
      service db { product rds at prod.app address 10.0.1.20 }
      vpc apart in cn-shanghai { prefix 10.0.0.0/16 }`,
    good: `
      site dc { prefix 10.0.0.0/16 }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr a-vbr on a { vlan 1 }
      ecr core { attach a-vbr }
      cen backbone { transit-router tr in cn-shanghai { attach core, prod } }
      vpc prod in cn-shanghai {
        prefix 10.16.0.0/12
        vswitch app in cn-shanghai-l { prefix 10.16.1.0/24 }
      }
      service db { product rds at prod.app address 10.16.1.20 }
      vpc apart in cn-shanghai { prefix 10.0.0.0/16 }`,
  },
});

interface Clash {
  readonly vpc: Vpc;
  readonly prefix: Prefix;
  readonly site: Site;
  readonly sitePrefix: Prefix;
}

/** Each block of a VPC once, however many sites use it. */
function* clashes(topology: Topology): Generator<Clash> {
  const seen = new Map<Vpc, Set<string>>();
  for (const located of byNetwork(topology)) {
    for (const { outer, inner } of nearestOverlaps(located, (owner) => owner.kind)) {
      const clash = clashOf(outer, inner);
      if (clash === undefined) continue;
      const texts = seen.get(clash.vpc) ?? new Set<string>();
      if (texts.has(clash.prefix.text)) continue;
      seen.set(clash.vpc, texts.add(clash.prefix.text));
      yield clash;
    }
  }
}

function clashOf(a: Located<Site | Vpc>, b: Located<Site | Vpc>): Clash | undefined {
  if (a.owner.kind === 'site' && b.owner.kind === 'vpc') {
    return { vpc: b.owner, prefix: b.prefix, site: a.owner, sitePrefix: a.prefix };
  }
  if (a.owner.kind === 'vpc' && b.owner.kind === 'site') {
    return { vpc: a.owner, prefix: a.prefix, site: b.owner, sitePrefix: b.prefix };
  }
  return undefined;
}

function byNetwork(topology: Topology): Iterable<readonly Located<Site | Vpc>[]> {
  const rootOf = networkOf(topology);
  const networks = new Map<Element, Located<Site | Vpc>[]>();
  for (const owner of [...topology.sites, ...topology.vpcs]) {
    const root = rootOf(owner);
    const located = networks.get(root) ?? [];
    networks.set(root, located);
    for (const prefix of owner.prefixes) {
      // A site that announces a default route has no addresses of its own in mind.
      if (prefix.length > 0) located.push({ prefix, owner });
    }
  }
  return networks.values();
}

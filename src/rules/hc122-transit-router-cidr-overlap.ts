import { api } from '../model/catalog/sources.ts';
import { freeSpace } from '../model/free-prefix.ts';
import { privateBlocks } from '../model/ip.ts';
import { nearestOverlaps, type Located } from '../model/overlaps.ts';
import { relations } from '../model/relations.ts';
import type { Site, Topology, TransitRouterCidr, Vbr, Vpc } from '../model/topology.ts';
import { defineRule, set } from './rule.ts';
import { peeringsOf, takenPrefixes } from './support/links.ts';

export const transitRouterCidrOverlap = defineRule({
  id: 'HC122',
  severity: 'warning',
  title: 'Transit-router block that something else uses',
  why:
    'A transit router takes the addresses of private VPN gateways from its own block. Where a site, VPC or link ' +
    'uses the same ones, the gateways are not reached.',
  sources: [api('cbn/CreateTransitRouterCidr')],

  *check(topology) {
    const space = freeSpace(privateBlocks, () => takenPrefixes(topology));
    for (const [cidr, other] of overlaps(topology)) {
      const free = cidr.prefix?.version === 4 ? space(cidr.prefix.length) : undefined;
      yield {
        element: cidr,
        property: 'cidr',
        message: `Block ${cidr.prefix?.text ?? ''} of a transit router overlaps ${nouns[other.kind]} '${other.name}', so VPN gateways in it are not reached`,
        related: [{ element: other, message: 'uses the same addresses' }],
        fix:
          free === undefined
            ? undefined
            : { title: `Use ${free.text}`, edits: [set(cidr, 'cidr', free.text)] },
      };
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai { prefix 10.0.0.0/16 }
      cen backbone {
        transit-router tr in cn-shanghai {
          cidr 10.0.255.0/24
          //   ^^^^^^^^^^^^^ HC122
          attach prod
        }
      }`,
    good: `
      vpc prod in cn-shanghai { prefix 10.0.0.0/16 }
      cen backbone {
        transit-router tr in cn-shanghai {
          cidr 10.1.0.0/24
          attach prod
        }
      }`,
  },
});

type Owner = TransitRouterCidr | Site | Vpc | Vbr;

const nouns = { site: 'site', vpc: 'VPC', vbr: 'VBR' } as const;

/** Each block of a transit router once, with one of those who use its addresses. */
function overlaps(topology: Topology): ReadonlyMap<TransitRouterCidr, Exclude<Owner, TransitRouterCidr>> {
  const found = new Map<TransitRouterCidr, Exclude<Owner, TransitRouterCidr>>();
  const groupOf = ({ kind }: Owner): boolean => kind === 'transit-router-cidr';
  for (const { outer, inner } of nearestOverlaps([...located(topology)], groupOf)) {
    const [a, b] = [outer.owner, inner.owner];
    if (a.kind === 'transit-router-cidr' && b.kind !== 'transit-router-cidr') found.set(a, b);
    if (b.kind === 'transit-router-cidr' && a.kind !== 'transit-router-cidr') found.set(b, a);
  }
  return found;
}

function* located(topology: Topology): Generator<Located<Owner>> {
  for (const owner of relations(topology).transitRouters.flatMap(
    ({ transitRouter }) => transitRouter.cidrs,
  )) {
    if (owner.prefix !== undefined) yield { prefix: owner.prefix, owner };
  }
  for (const owner of [...topology.sites, ...topology.vpcs]) {
    for (const prefix of owner.prefixes) if (prefix.length > 0) yield { prefix, owner };
  }
  for (const owner of topology.vbrs) {
    for (const { subnet } of peeringsOf(owner)) if (subnet !== undefined) yield { prefix: subnet, owner };
  }
}

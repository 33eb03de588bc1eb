import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Attachment, Topology, TransitRouter, Vbr, Vpc } from '../model/topology.ts';
import { freeName, named } from './support/phrases.ts';
import { canAttach } from './support/attachments.ts';
import { fitsEcr } from './support/bgp.ts';
import { asnOf, freeEcrAsn } from './support/ecr-asns.ts';
import { add, declare, defineRule, remove, type Edit, type Fix } from './rule.ts';

export const vbrUplink = defineRule({
  id: 'HC410',
  severity: 'warning',
  title: 'VBR that goes past the ECR',
  why: 'Express Connect Router and transit router are advised for the uplink of a circuit: they carry BGP from end to end, spread traffic over all circuits and reach every VPC and region.',
  sources: [docs.solution],

  *check(topology) {
    for (const vbr of topology.vbrs) {
      if (vbr.uplinks.length > 0) yield uplinkFinding(topology, vbr);
    }
    for (const { transitRouter } of relations(topology).transitRouters) {
      // HC411 speaks about transit routers that have both.
      if (transitRouter.attachments.some(({ target }) => target?.kind === 'ecr')) continue;
      for (const attachment of transitRouter.attachments) {
        if (attachment.target?.kind !== 'vbr') continue;
        yield {
          element: attachment,
          message: `VBR '${attachment.target.name}' is on transit router '${transitRouter.name}' without an ECR; an ECR between them is advised`,
          fix: insertEcr(topology, attachment.target, transitRouter, attachment),
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 bgp { peer-asn 65010 } uplink to prod }
      //                                                   ^^^^^^ HC410
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { attach prod } }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 bgp { peer-asn 65010 } }
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { attach prod attach core } }

      ecr core { asn 45104 attach border }`,
  },
});

function uplinkFinding(topology: Topology, vbr: Vbr) {
  const fix = replaceUplink(topology, vbr);
  return {
    element: vbr,
    property: 'uplink',
    message: `VBR '${vbr.name}' goes straight to ${named('VPC', vbr.uplinks)}; an ECR and a transit router are advised instead`,
    ...(fix && { fix }),
  };
}

function insertEcr(
  topology: Topology,
  vbr: Vbr,
  transitRouter: TransitRouter,
  attachment: Attachment,
): Fix | undefined {
  const edits = join(topology, vbr, transitRouter);
  return edits && { title: 'Put an ECR between them', edits: [...edits, remove(attachment)] };
}

function replaceUplink(topology: Topology, vbr: Vbr): Fix | undefined {
  const [vpc] = vbr.uplinks;
  if (vpc === undefined || vbr.uplinks.length > 1) return undefined;
  const { attachmentsOf } = relations(topology);
  const transitRouter = attachmentsOf(vpc).find(({ transitRouter: { edition } }) => edition === 'enterprise');
  const edits =
    transitRouter === undefined
      ? newHubs(topology, vbr, vpc)
      : join(topology, vbr, transitRouter.transitRouter);
  if (edits === undefined) return undefined;
  return {
    title: 'Connect it through an ECR and a transit router',
    edits: [...edits, remove(vbr, 'uplink')],
  };
}

/** Brings a VBR to a transit router by way of its ECR, or of a new one; `undefined` when no ECR would take it. */
function join(topology: Topology, vbr: Vbr, transitRouter: TransitRouter): readonly Edit[] | undefined {
  const own = relations(topology).ecrsOf(vbr)[0];
  const there = transitRouter.attachments.flatMap(({ target }) => (target?.kind === 'ecr' ? [target] : []));
  if (own !== undefined) return there.includes(own) ? [] : [add(transitRouter, `attach ${own.name}`)];
  if (there[0] !== undefined) {
    return fitsEcr(vbr, asnOf(there[0])) ? [add(there[0], `attach ${vbr.name}`)] : undefined;
  }
  const name = freeName(topology, 'core');
  const ecr = newEcr(topology, vbr, name);
  return ecr && [ecr, add(transitRouter, `attach ${name}`)];
}

function newEcr(topology: Topology, vbr: Vbr, name: string): Edit | undefined {
  const asn = freeEcrAsn(topology);
  if (!fitsEcr(vbr, asn)) return undefined;
  return declare(vbr, `ecr ${name} { asn ${String(asn)} attach ${vbr.name} }`);
}

function newHubs(topology: Topology, vbr: Vbr, vpc: Vpc): readonly Edit[] | undefined {
  if (vpc.region === undefined || !canAttach(vpc, vpc)) return undefined;
  const own = relations(topology).ecrsOf(vbr)[0];
  const ecr = own?.name ?? freeName(topology, 'core');
  const declared = own === undefined ? newEcr(topology, vbr, ecr) : undefined;
  if (own === undefined && declared === undefined) return undefined;
  const cen = freeName(topology, 'backbone');
  const transitRouter = freeName(topology, 'tr');
  return [
    ...(declared === undefined ? [] : [declared]),
    declare(
      vbr,
      `cen ${cen} { transit-router ${transitRouter} in ${vpc.region} { attach ${ecr}, ${vpc.name} } }`,
    ),
  ];
}

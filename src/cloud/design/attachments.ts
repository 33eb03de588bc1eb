/** What is attached to transit routers, with the addresses of the attachments. */
import { ecrVbrPath, impliedAttachmentPath } from '../../model/links.ts';
import type {
  Attachment,
  Cen,
  Ecr,
  RegionPeering,
  Topology,
  TransitRouter,
  Vbr,
  Vpc,
  Vpn,
} from '../../model/topology.ts';
import { ownEcrs, ownerOfTransitRouter } from './ownership.ts';

export interface PlacedAttachment {
  readonly cen: Cen;
  readonly transitRouter: TransitRouter;
  readonly attachment: Attachment;
  readonly address: string;
}

type Attachable = (Ecr | Vpc | Vbr | Vpn)['kind'];

/** Attachments of one kind of target; those whose target the text leaves open are left out. */
export function attachmentsOf(topology: Topology, kind: Attachable): PlacedAttachment[] {
  return allAttachments(topology).filter(({ attachment }) => attachment.target?.kind === kind);
}

/** Those at transit routers of our own, also of a VPN that names its transit router without being listed there. */
export function allAttachments(topology: Topology): PlacedAttachment[] {
  return everyAttachment(topology).filter(
    ({ cen, transitRouter }) => ownerOfTransitRouter(topology, cen, transitRouter) === undefined,
  );
}

/** Those that the other account's owner makes, after we have granted what is ours. */
export function foreignAttachments(topology: Topology): (PlacedAttachment & { readonly owner: string })[] {
  return everyAttachment(topology).flatMap((placed) => {
    const owner = ownerOfTransitRouter(topology, placed.cen, placed.transitRouter);
    return owner === undefined ? [] : [{ ...placed, owner }];
  });
}

function everyAttachment(topology: Topology): PlacedAttachment[] {
  return topology.cens.flatMap((cen) =>
    cen.transitRouters.flatMap((transitRouter) => {
      const listed = transitRouter.attachments.filter((attachment) => attachment.target !== undefined);
      const targets = new Set(listed.map((attachment) => attachment.target));
      const implied = topology.vpns
        .filter((vpn) => vpn.target?.path === transitRouter.path && !targets.has(vpn))
        .map((vpn) => impliedAttachment(transitRouter, vpn));
      return [...listed, ...implied].map((attachment) => ({
        cen,
        transitRouter,
        attachment,
        address: attachment.path,
      }));
    }),
  );
}

export interface PlacedPeering {
  readonly cen: Cen;
  readonly peering: RegionPeering;
  readonly from: TransitRouter;
  readonly to: TransitRouter;
}

export function allPeerings(topology: Topology): PlacedPeering[] {
  return topology.cens.flatMap((cen) =>
    cen.peerings.flatMap((peering) => {
      const { from, to } = peering;
      if (from === undefined || to === undefined) return [];
      const isOurs = ownerOfTransitRouter(topology, cen, from) === undefined;
      return isOurs ? [{ cen, peering, from, to }] : [];
    }),
  );
}

/** Where a VBR hangs on an ECR or a transit router. */
export function hubAddressesOf(topology: Topology, vbr: Vbr): string[] {
  return [
    ...ownEcrs(topology)
      .filter((ecr) => ecr.vbrs.includes(vbr))
      .map((ecr) => ecrVbrPath(ecr, vbr)),
    ...attachmentsOf(topology, 'vbr')
      .filter((each) => each.attachment.target === vbr)
      .map((each) => each.address),
  ];
}

function impliedAttachment(transitRouter: TransitRouter, vpn: Vpn): Attachment {
  return {
    kind: 'attachment',
    path: impliedAttachmentPath(transitRouter, vpn),
    name: vpn.name,
    label: undefined,
    source: vpn.source,
    extent: vpn.extent,
    target: vpn,
    // What the text says about the VPN itself is said of its attachment too: it has no other place in the text.
    lifecycle: vpn.lifecycle,
    vswitches: [],
    publishesRoutes: true,
  };
}

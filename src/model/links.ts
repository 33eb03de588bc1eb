/** Paths of what connects two elements and has no block of its own in the text. */
import type { Ecr, TransitRouter, Vbr, Vpc, Vpn } from './topology.ts';

export function ecrVbrPath(ecr: Ecr, vbr: Vbr): string {
  return `${ecr.path}/vbr.${vbr.name}`;
}

export function ecrTransitRouterPath(ecr: Ecr, transitRouter: TransitRouter): string {
  return `${ecr.path}/transit-router.${transitRouter.name}`;
}

export function ecrVpcPath(ecr: Ecr, vpc: Vpc): string {
  return `${ecr.path}/vpc.${vpc.name}`;
}

/** Of a VPN that names its transit router without being listed there. */
export function impliedAttachmentPath(transitRouter: TransitRouter, vpn: Vpn): string {
  return `${transitRouter.path}/attachment.${vpn.name}`;
}

/** Of an endpoint's address in one zone. */
export function endpointZonePath(servicePath: string, zone: string): string {
  return `${servicePath}/endpoint/zone.${zone}`;
}

/** What an alert rule watches, in the terms of its metric: the dimensions of one resource or more. */
import type { Metric } from '../../model/catalog/metrics.ts';
import type { Alert, Topology, TransitRouter, Vbr, Vpn } from '../../model/topology.ts';
import { allPeerings, attachmentsOf, type PlacedPeering } from './attachments.ts';
import { ref, type Input } from '../value.ts';

export type Dimensions = Readonly<Record<string, Input>>;

/** Most metrics go by the id of what they are measured at, and so do those that the catalog does not know. */
export function resourcesOf(
  topology: Topology,
  metric: Metric | undefined,
  on: Alert['on'][number],
): Dimensions[] {
  if (metric?.on === 'region-link' && on.kind === 'transit-router') return linksFrom(topology, on);
  if (metric?.on === 'cen-vbr' && on.kind === 'vbr') return cenVbr(topology, on);
  if (metric?.on === 'vpn' && on.kind === 'vpn') return [ofVpn(topology, metric, on)];
  return byId(on.path);
}

export function byId(address: string): Dimensions[] {
  return [{ instanceId: ref(address) }];
}

/** What leaves either region for the other. */
export function linkResources(placed: PlacedPeering): Dimensions[] {
  return [link(placed, placed.from, placed.to), link(placed, placed.to, placed.from)].flat();
}

function linksFrom(topology: Topology, local: TransitRouter): Dimensions[] {
  return allPeerings(topology).flatMap((placed) => {
    if (placed.from === local) return link(placed, local, placed.to);
    return placed.to === local ? link(placed, local, placed.from) : [];
  });
}

function link(
  { cen, peering }: PlacedPeering,
  { region: local }: TransitRouter,
  { region: opposite }: TransitRouter,
): Dimensions[] {
  if (local === undefined || opposite === undefined) return [];
  return [
    {
      cenId: ref(cen.path),
      geographicSpanId: ref(peering.path, 'geographicSpan'),
      localRegionId: local,
      oppositeRegionId: opposite,
    },
  ];
}

function cenVbr(topology: Topology, vbr: Vbr): Dimensions[] {
  return attachmentsOf(topology, 'vbr')
    .filter(({ attachment }) => attachment.target === vbr)
    .map(({ cen }) => ({ cenId: ref(cen.path), vbrInstanceId: ref(vbr.path) }));
}

/**
 * A connection of a VPN gateway is measured at the gateway.
 * Unverified: that one of a transit router, which has no gateway, stands for itself.
 */
function ofVpn(topology: Topology, metric: Metric, vpn: Vpn): Dimensions {
  const hasGateway = vpn.cloudId === undefined && topology.vpcs.some(({ path }) => path === vpn.target?.path);
  return {
    instanceId: ref(hasGateway ? `${vpn.path}/gateway` : vpn.path),
    ...(metric.dimensions.includes('ipsecId') && { ipsecId: ref(vpn.path) }),
  };
}

/**
 * Limits of the platform. Quotas are the defaults of a new account; `isAdjustable` marks those that a ticket or
 * Quota Center can raise, so that a live account may allow more.
 */
import { knownPrefix, type Prefix } from '../ip.ts';
import { api, apiInChinese, docs } from './sources.ts';

export interface Limit<T> {
  readonly value: T;
  /** `false` also where the source does not say. */
  readonly isAdjustable: boolean;
  readonly sources: readonly string[];
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export const circuitLimits = {
  /** Quota ec_quota_pconn_count_per_ap, per account. */
  perAccessPoint: quota(2, docs.quotas),
  /** Quota ec_quota_free_pconn_count. */
  unpaid: fixed(10, docs.quotas),
  /** Quota ec_quota_same_acount_vbr_per_pconn (sic). */
  vbrs: quota(5, docs.quotas),
  /** In Mbit/s. CreatePhysicalConnection lists 4000 as well. */
  hostedMbps: fixed(
    [50, 100, 200, 300, 400, 500, 1000, 2000, 5000, 8000, 10000],
    api('vpc/CreateVirtualPhysicalConnection'),
  ),
  /** From here on a hosted circuit is opened by the account manager. */
  hostedOnRequestMbps: fixed(2000, api('vpc/CreateVirtualPhysicalConnection')),
  /** From order to light, in months. */
  dedicatedLeadMonths: fixed<Range>({ min: 1, max: 3 }, docs.apply),
  hostedLeadMonths: fixed(1, docs.hosted),
  /** In bytes. */
  mtu: fixed(1500, docs.limits),
  /** A single stream reaches 130 or 250 Mbit/s where the limit is above 1 Gbit/s. */
  flowMbps: fixed<Range>({ min: 130, max: 250 }, docs.faq),
  /** The gateway must admit more ICMP echo requests per second than this. */
  icmpPerSecond: fixed(500, docs.limitsChina),
  /** The page prints "10 G"; that Gbit/s is meant is inferred. */
  ossMbps: fixed(10000, docs.limitsChina),
} as const;

export const vbrLimits = {
  /** VLAN 0 makes the port a layer-3 interface for one VBR. */
  vlan: fixed<Range>({ min: 0, max: 2999 }, api('vpc/CreateVirtualBorderRouter')),
  /** In Mbit/s, on dedicated circuits only; 50120 is literal. */
  bandwidthMbps: fixed(
    [50, 100, 200, 300, 400, 500, 1000, 2048, 5120, 8192, 10240, 20480, 40960, 50120, 61440, 102400],
    api('vpc/CreateVirtualBorderRouter'),
  ),
  mtu: fixed([1500, 8500], apiInChinese('vpc/ModifyVirtualBorderRouterAttribute')),
  healthCheckIntervalMs: fixed<Range>({ min: 2000, max: 3000 }, api('cbn/EnableCenVbrHealthCheck')),
  healthCheckThreshold: fixed<Range>({ min: 3, max: 8 }, api('cbn/EnableCenVbrHealthCheck')),
} as const;

export const bgpLimits = {
  peersPerVbr: fixed(8, docs.bgp),
  /** The API's RouteQuota; routes above it are dropped. */
  routesPerPeer: quota(110, docs.vbr, api('vpc/CreateBgpGroup')),
  /** Alibaba Cloud's own AS. */
  defaultAsn: fixed(45104, docs.bgp),
  /** What the cloud side of a session, and an ECR, may be numbered besides the default. */
  privateAsns: fixed<readonly Range[]>(
    [
      { min: 64512, max: 65534 },
      { min: 4200000000, max: 4294967294 },
    ],
    api('vpc/CreateBgpGroup'),
    api('expressconnectrouter/CreateExpressConnectRouter'),
  ),
  reservedAsn: fixed(
    65025,
    api('vpc/CreateBgpGroup'),
    api('expressconnectrouter/CreateExpressConnectRouter'),
  ),
} as const;

export const bfdLimits = {
  intervalMs: fixed<Range>({ min: 200, max: 1000 }, api('vpc/ModifyVirtualBorderRouterAttribute')),
  multiplier: fixed<Range>({ min: 3, max: 10 }, api('vpc/ModifyVirtualBorderRouterAttribute')),
  hops: fixed<Range>({ min: 1, max: 255 }, api('vpc/CreateBgpPeer')),
  defaultIntervalMs: fixed(1000, docs.bfd),
  defaultMultiplier: fixed(3, docs.bfd),
  defaultHops: fixed(255, api('vpc/CreateBgpPeer')),
} as const;

export const failoverGroupLimits = {
  classicMembers: fixed(2, docs.classicFailoverGroup),
  ecrMembers: fixed<Range>({ min: 2, max: 8 }, docs.ecrFailoverGroup),
  ecrGroups: fixed(64, docs.ecrFailoverGroup),
} as const;

export const ecrLimits = {
  ecmpCircuits: fixed(32, docs.faq),
  ecrsPerVbr: fixed(1, docs.ecr),
  ecrsPerVpc: fixed(1, docs.ecr),
  transitRoutersPerRegion: fixed(1, docs.transitRouterEcr),
} as const;

export const transitRouterLimits = {
  perCenAndRegion: fixed(1, docs.cenFaq),
  /** Where a region has one zone only, one is enough. */
  zonesPerAttachment: fixed<Range>(
    { min: 2, max: 10 },
    docs.transitRouter,
    api('cbn/CreateTransitRouterVpcAttachment'),
  ),
  /** Free of charge between regions, for connectivity tests only. */
  testBandwidthMbps: fixed(0.001, docs.regionPeering),
  dscpsPerQueueCall: fixed(20, api('cbn/CreateCenInterRegionTrafficQosPolicy')),
  queuesPerPolicyCall: fixed(3, api('cbn/CreateCenInterRegionTrafficQosPolicy')),
} as const;

export const qosLimits = {
  highQueues: fixed(1, api('vpc/CreateExpressConnectTrafficQosQueue')),
  mediumQueues: fixed(2, api('vpc/CreateExpressConnectTrafficQosQueue')),
  policiesPerPort: fixed(1, api('vpc/CreateExpressConnectTrafficQosQueue')),
  priority: fixed<Range>({ min: 1, max: 9000 }, api('vpc/CreateExpressConnectTrafficQosRule')),
  dscp: fixed<Range>({ min: 0, max: 63 }, api('vpc/CreateExpressConnectTrafficQosRule')),
} as const;

export const vpcLimits = {
  /** The API's bounds; for the primary block 16 to 28 is recommended. */
  prefixLength: fixed<Range>({ min: 8, max: 28 }, api('vpc/CreateVpc'), api('vpc/AssociateVpcCidrBlock')),
  recommendedPrefixLength: fixed<Range>({ min: 16, max: 28 }, api('vpc/CreateVpc')),
  /** Blocks, and any part of them, that no VPC may use. */
  forbidden: fixed<readonly Prefix[]>(
    ['100.64.0.0/10', '224.0.0.0/4', '127.0.0.0/8', '169.254.0.0/16'].map(knownPrefix),
    api('vpc/CreateVpc'),
    api('vpc/AssociateVpcCidrBlock'),
  ),
  vswitchPrefixLength: fixed<Range>({ min: 16, max: 29 }, api('vpc/CreateVSwitch')),
  userPrefixes: fixed(3, api('vpc/CreateVpc')),
  ecmpNextHops: fixed(16, apiInChinese('vpc/DeleteRouteEntry')),
} as const;

export const vpnLimits = {
  tunnelsPerConnection: fixed(2, api('vpc/CreateVpnAttachment')),
  insideWithin: fixed(knownPrefix('169.254.0.0/16'), api('vpc/CreateVpnAttachment')),
  insideLength: fixed(30, api('vpc/CreateVpnAttachment')),
  insideForbidden: fixed<readonly Prefix[]>(
    [
      ...[0, 1, 2, 3, 4, 5, 6].map((third) => knownPrefix(`169.254.${String(third)}.0/30`)),
      knownPrefix('169.254.169.252/30'),
    ],
    api('vpc/CreateVpnAttachment'),
  ),
} as const;

export const privateLinkLimits = {
  endpointsPerVpc: quota(1000, docs.privatelinkQuotas),
  servicesPerAccount: quota(200, docs.privatelinkQuotas),
  addressesPerZone: fixed(1, api('privatelink/CreateVpcEndpoint')),
} as const;

export const dnsLimits = {
  /** Per inbound address and per client address. */
  queriesPerSecond: fixed(5000, docs.dnsInbound),
} as const;

export const drillLimits = {
  circuits: fixed<Range>({ min: 1, max: 16 }, api('vpc/CreateFailoverTestJob')),
  minutes: fixed<Range>({ min: 1, max: 4320 }, api('vpc/CreateFailoverTestJob')),
  runningPerRegion: fixed(1, docs.failoverTest),
} as const;

/** Lost probes until a path is given up: one each 2 s, 8 in a row. */
export const healthCheckDefaults = {
  intervalMs: fixed(2000, docs.healthCheck),
  threshold: fixed(8, docs.healthCheck),
} as const;

/** Whether the cloud side of a BGP session, or an ECR, may carry this AS number. */
export function isCloudAsn(asn: number): boolean {
  if (asn === bgpLimits.reservedAsn.value) return false;
  return (
    asn === bgpLimits.defaultAsn.value || bgpLimits.privateAsns.value.some((range) => inRange(range, asn))
  );
}

export function inRange(range: Range, value: number): boolean {
  return range.min <= value && value <= range.max;
}

export function clamp(range: Range, value: number): number {
  return Math.min(range.max, Math.max(range.min, value));
}

function fixed<T>(value: T, ...sources: string[]): Limit<T> {
  return { value, isAdjustable: false, sources };
}

function quota<T>(value: T, ...sources: string[]): Limit<T> {
  return { value, isAdjustable: true, sources };
}

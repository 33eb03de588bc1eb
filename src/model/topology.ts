/**
 * A design as plain data: what the text says, with every reference followed and every literal read.
 *
 * A topology is immutable and tolerant: what the text leaves out, or says in a way that cannot be read, is
 * `undefined` or missing from a list, and never an exception. References point from the user to the used
 * (circuit to site, VBR to circuit, ...), so the data has no cycles; `relations.ts` answers the reverse.
 */
import type { Address, Prefix } from './ip.ts';

/** Where an element stands in the text. Offsets count UTF-16 units from 0; lines and columns count from 0. */
export interface SourceRange {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ElementBase {
  /** Stable and readable, unique in a design: `circuit.telecom`, `vpc.prod/vswitch.app-l`. */
  readonly path: string;
  readonly name: string;
  readonly label: string | undefined;
  /** The name, or what stands for one: the keyword of a `bgp` block, the target of an attachment. */
  readonly source: SourceRange;
  /** The whole declaration, from its keyword to its closing brace. */
  readonly extent: SourceRange;
}

/**
 * A reference by name, used where following it would lead in a circle: a VPC's route names the transit router
 * that the VPC is attached to. `relations(topology).byPath` leads to the element.
 */
export interface Ref<K extends ElementKind = ElementKind> {
  readonly of: K;
  readonly name: string;
  readonly path: string;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What the text asks of plan and apply for one resource. */
export interface Lifecycle {
  /** It must be neither deleted nor replaced. */
  readonly protect: boolean;
  /** Attributes, as a plan names them, whose differences are left alone. */
  readonly ignore: readonly string[];
}

/** What may be said of a resource of its own. */
export interface Guarded {
  readonly lifecycle: Lifecycle;
}

export interface Managed extends Guarded {
  /**
   * The path that it had under its former name, below its parent as that is called now: `vpc.prod/vswitch.old`.
   * Parents are renamed before what they contain.
   */
  readonly movedFrom: string | undefined;
}

/** What a thing has that exists in Alibaba Cloud. */
export interface CloudElement extends ElementBase, Managed {
  /** The id of an existing resource that the design adopts instead of creating one. */
  readonly cloudId: string | undefined;
  /** The account that owns it, when that is not the account of the network. */
  readonly account: string | undefined;
  readonly tags: readonly Tag[];
}

/** A named value that is kept outside of the text. The value itself never enters a topology. */
export interface SecretRef {
  readonly from: 'default' | 'env' | 'file' | 'vscode';
  readonly name: string;
}

export interface Network extends ElementBase {
  readonly kind: 'network';
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly tags: readonly Tag[];
}

export interface Site extends ElementBase {
  readonly kind: 'site';
  readonly siteKind: 'datacenter' | 'office' | 'cloud';
  readonly tier: 'production' | 'development';
  readonly prefixes: readonly Prefix[];
  readonly asn: number | undefined;
  readonly routers: readonly Router[];
  /** `multi-path ecmp` (the default) or `active-standby`: how the site spreads over its circuits. */
  readonly multiPath: 'ecmp' | 'active-standby';
  /** Longest interruption that the site accepts, in milliseconds. */
  readonly recoveryTargetMs: number | undefined;
  /** The value of the API's HighReliableType, e.g. `MultiApMultiDevice`. */
  readonly reliability: string | undefined;
  /** Sites that announce the same prefixes on purpose: redundant exits of one network. */
  readonly sharesPrefixesWith: readonly Ref<'site'>[];
}

export interface Router extends ElementBase {
  readonly kind: 'router';
  readonly siteName: string;
  readonly vendor: string | undefined;
  readonly model: string | undefined;
  /** ICMP echo requests per second that the router admits. */
  readonly icmpPerSecond: number | undefined;
}

export interface Circuit extends CloudElement {
  readonly kind: 'circuit';
  readonly site: Site | undefined;
  readonly router: Router | undefined;
  readonly accessPoint: string | undefined;
  /** Given in the text, else read from the access point's id, else the network's. */
  readonly region: string | undefined;
  readonly type: 'dedicated' | 'hosted';
  readonly partner: string | undefined;
  /** The platform's LineOperator, e.g. `CT`. */
  readonly carrier: string | undefined;
  /** The platform's PortType, e.g. `10GBase-LR`. */
  readonly port: string | undefined;
  readonly bandwidthMbps: number | undefined;
  readonly lineCode: string | undefined;
  readonly location: string | undefined;
  readonly redundantTo: Ref<'circuit'> | undefined;
  /** ISO date, `2027-03-01`. */
  readonly goLive: string | undefined;
  /** What share of the circuit still carries traffic in an active/standby design; `undefined` for ECMP. */
  readonly role: 'active' | 'standby' | undefined;
}

/** A pair of addresses on one link: the cloud's and the customer's. */
export interface Peering extends ElementBase {
  readonly kind: 'peering';
  readonly cloud: Address | undefined;
  readonly customer: Address | undefined;
  /** The subnet of both, as the cloud side's address and mask say. */
  readonly subnet: Prefix | undefined;
}

export interface Bfd extends ElementBase {
  readonly kind: 'bfd';
  readonly transmitMs: number;
  readonly receiveMs: number;
  readonly multiplier: number;
  /** BFD hop count, 1 to 255; `undefined` leaves the platform's default of 255. */
  readonly hops: number | undefined;
}

export interface BgpPeer extends ElementBase {
  readonly kind: 'bgp-peer';
  readonly customer: Address | undefined;
}

export interface Bgp extends ElementBase {
  readonly kind: 'bgp';
  readonly version: 4 | 6;
  readonly peerAsn: number | undefined;
  /** The Alibaba Cloud side; `undefined` when the text leaves it to the ECR or the platform's 45104. */
  readonly localAsn: number | undefined;
  readonly auth: SecretRef | undefined;
  readonly bfd: Bfd | undefined;
  readonly routeLimit: number | undefined;
  readonly fakeAsn: boolean;
  /** Peers named one by one; empty means one peer, at the customer's peering address. */
  readonly peers: readonly BgpPeer[];
}

export interface StaticRoute extends ElementBase {
  readonly kind: 'static-route';
  readonly prefix: Prefix | undefined;
  /** The element that the route leads to; `undefined` with `blackhole`, or on a VBR: the customer side. */
  readonly nextHop: Ref<'vpc' | 'ecr' | 'transit-router' | 'vpn' | 'vbr'> | undefined;
  readonly isBlackhole: boolean;
}

export interface HealthCheck extends ElementBase {
  readonly kind: 'health-check';
  readonly intervalMs: number | undefined;
  readonly threshold: number | undefined;
  readonly sourceAddress: Address | undefined;
}

export interface Vbr extends CloudElement {
  readonly kind: 'vbr';
  readonly circuit: Circuit | undefined;
  readonly vlan: number | undefined;
  readonly peering: Peering | undefined;
  readonly peering6: Peering | undefined;
  readonly rateLimitMbps: number | undefined;
  readonly mtu: number | undefined;
  readonly siteLink: boolean;
  readonly bgp: Bgp | undefined;
  readonly bgp6: Bgp | undefined;
  readonly staticRoutes: readonly StaticRoute[];
  /** Prefixes announced to the site by the VBR itself; only without an ECR. */
  readonly networks: readonly Prefix[];
  /** The older way into one VPC, without ECR and TR. */
  readonly uplinks: readonly Vpc[];
  readonly healthCheck: HealthCheck | undefined;
}

export interface FailoverGroup extends ElementBase, Managed {
  readonly kind: 'failover-group';
  readonly groupKind: 'ecr' | 'classic';
  readonly members: readonly Vbr[];
}

export interface QosRule extends ElementBase, Managed {
  readonly kind: 'qos-rule';
  readonly priority: number | undefined;
  readonly protocol: string | undefined;
  readonly sources: readonly Prefix[];
  readonly destinations: readonly Prefix[];
  readonly sourcePort: number | undefined;
  readonly destinationPort: number | undefined;
  readonly dscp: number | undefined;
  readonly remarkDscp: number | undefined;
}

export interface QosQueue extends ElementBase, Managed {
  readonly kind: 'qos-queue';
  readonly queueKind: 'high' | 'medium' | 'default';
  readonly percent: number | undefined;
  readonly rules: readonly QosRule[];
}

export interface QosPolicy extends ElementBase, Managed {
  readonly kind: 'qos';
  readonly circuits: readonly Circuit[];
  readonly queues: readonly QosQueue[];
}

export interface Ecr extends CloudElement {
  readonly kind: 'ecr';
  readonly asn: number | undefined;
  readonly vbrs: readonly Vbr[];
  /** VPCs associated directly, without a transit router. */
  readonly vpcs: readonly Vpc[];
  /** Attached things that an ECR cannot take, such as a VPN; rules speak about them. */
  readonly others: readonly Ref<'ecr' | 'vpn'>[];
  readonly allowed: readonly AllowedPrefixes[];
}

/** Which prefixes an ECR announces to the sites on behalf of one transit router or VPC. */
export interface AllowedPrefixes extends ElementBase {
  readonly kind: 'allowed-prefixes';
  readonly towards: Ref<'transit-router' | 'vpc'> | undefined;
  readonly mode: 'match' | 'incremental';
  readonly prefixes: readonly Prefix[];
}

export interface Cen extends CloudElement {
  readonly kind: 'cen';
  readonly transitRouters: readonly TransitRouter[];
  readonly peerings: readonly RegionPeering[];
}

export interface TransitRouter extends CloudElement {
  readonly kind: 'transit-router';
  readonly cenName: string;
  readonly region: string | undefined;
  readonly edition: 'enterprise' | 'basic';
  readonly cidrs: readonly TransitRouterCidr[];
  readonly attachments: readonly Attachment[];
  readonly routeTables: readonly RouteTable[];
  /** Static routes of the system route table. */
  readonly routes: readonly StaticRoute[];
  /** Aggregate routes of the system route table. */
  readonly aggregates: readonly AggregateRoute[];
  readonly policies: readonly RoutingPolicy[];
}

export interface TransitRouterCidr extends ElementBase {
  readonly kind: 'transit-router-cidr';
  readonly prefix: Prefix | undefined;
  readonly isPublished: boolean;
}

export interface Attachment extends ElementBase, Guarded {
  readonly kind: 'attachment';
  readonly target: Ecr | Vpc | Vbr | Vpn | undefined;
  /** vSwitches of an attached VPC that take the transit router's interfaces; empty: one in each zone. */
  readonly vswitches: readonly VSwitch[];
  /** Whether the transit router writes its routes into the attached VPC or VBR. */
  readonly publishesRoutes: boolean;
}

export interface RouteTable extends ElementBase, Managed {
  readonly kind: 'route-table';
  readonly associated: readonly (Ecr | Vpc | Vbr | Vpn)[];
  readonly propagated: readonly (Ecr | Vpc | Vbr | Vpn)[];
  readonly routes: readonly StaticRoute[];
  readonly aggregates: readonly AggregateRoute[];
}

/** Told to VPCs in place of the routes inside it. */
export interface AggregateRoute extends ElementBase {
  readonly kind: 'aggregate-route';
  readonly prefix: Prefix | undefined;
}

/** What happens to routes on their way into or out of a transit router. */
export interface RoutingPolicy extends ElementBase, Managed {
  readonly kind: 'routing-policy';
  /** 1 to 100; the smaller goes first. */
  readonly priority: number | undefined;
  /** Seen from the transit router. */
  readonly direction: 'in' | 'out';
  /** `undefined`: the system route table. */
  readonly table: RouteTable | undefined;
  readonly action: 'permit' | 'deny';
  /** `undefined`: every route. */
  readonly match: PolicyMatch | undefined;
  readonly set: PolicySet | undefined;
}

/** Conditions that a route must meet all of; an empty list is no condition. */
export interface PolicyMatch extends ElementBase {
  readonly kind: 'policy-match';
  readonly sources: readonly (Ecr | Vpc | Vbr | Vpn)[];
  /** Whether `sources` are those that do not match. */
  readonly exceptSources: boolean;
  readonly destinations: readonly (Ecr | Vpc | Vbr | Vpn)[];
  readonly exceptDestinations: boolean;
  readonly sourceRegions: readonly string[];
  readonly destinationRegions: readonly string[];
  readonly prefixes: readonly Prefix[];
  /** Else also what lies inside the prefixes. */
  readonly exactPrefixes: boolean;
  readonly routeTypes: readonly ('system' | 'custom' | 'bgp')[];
  readonly asPath: readonly number[];
  readonly exactAsPath: boolean;
  readonly communities: readonly string[];
  readonly exactCommunities: boolean;
}

/** What a permitted route gets. */
export interface PolicySet extends ElementBase {
  readonly kind: 'policy-set';
  /** 1 to 100; the smaller wins. */
  readonly preference: number | undefined;
  readonly prepend: readonly number[];
  readonly communityMode: 'add' | 'replace' | undefined;
  readonly communities: readonly string[];
  /** The priority of the policy to go on with. */
  readonly next: number | undefined;
}

export interface RegionPeering extends ElementBase, Guarded {
  readonly kind: 'region-peering';
  readonly from: TransitRouter | undefined;
  readonly to: TransitRouter | undefined;
  /** In Mbit/s; fractions are possible, since the platform's test bandwidth is 1 kbit/s. */
  readonly bandwidthMbps: number | undefined;
  readonly billing: 'data-transfer' | 'package';
  readonly packageId: string | undefined;
  readonly link: 'gold' | 'platinum' | undefined;
  readonly publishesRoutes: boolean;
  readonly queues: readonly RegionQueue[];
}

export interface RegionQueue extends ElementBase, Managed {
  readonly kind: 'region-queue';
  readonly percent: number | undefined;
  readonly dscps: readonly number[];
}

export interface Vpc extends CloudElement {
  readonly kind: 'vpc';
  readonly region: string | undefined;
  /** The first is the primary block, the others are secondary. */
  readonly prefixes: readonly Prefix[];
  /** The API's UserCidr: private space that must not leave by the Internet. */
  readonly userPrefixes: readonly Prefix[];
  readonly hasIpv6: boolean;
  readonly vswitches: readonly VSwitch[];
  readonly securityGroups: readonly SecurityGroup[];
  /** Of the system route table. */
  readonly routes: readonly StaticRoute[];
  readonly routeTables: readonly VpcRouteTable[];
}

/** A table for some vSwitches of a VPC; the others use the system table. */
export interface VpcRouteTable extends CloudElement {
  readonly kind: 'vpc-route-table';
  readonly vpcName: string;
  readonly vswitches: readonly VSwitch[];
  /** Whether it takes over routes that hubs announce to the VPC. */
  readonly learnsRoutes: boolean;
  readonly routes: readonly StaticRoute[];
}

export interface VSwitch extends CloudElement {
  readonly kind: 'vswitch';
  readonly vpcName: string;
  readonly zone: string | undefined;
  readonly prefix: Prefix | undefined;
}

export interface SecurityGroup extends CloudElement {
  readonly kind: 'security-group';
  readonly vpcName: string;
  readonly allows: readonly AllowRule[];
}

export interface AllowRule extends ElementBase {
  readonly kind: 'allow';
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'all';
  readonly firstPort: number | undefined;
  readonly lastPort: number | undefined;
  readonly sites: readonly Site[];
  readonly prefixes: readonly Prefix[];
}

export interface Cipher {
  readonly version: 'ikev1' | 'ikev2' | undefined;
  readonly encryption: string | undefined;
  readonly authentication: string | undefined;
  readonly group: string | undefined;
  readonly lifetimeS: number | undefined;
}

export interface Tunnel extends ElementBase {
  readonly kind: 'tunnel';
  /** A /30 inside 169.254.0.0/16 for BGP. */
  readonly inside: Prefix | undefined;
  /** The cloud's address in `inside`. */
  readonly cloudAddress: Address | undefined;
  readonly customerAddress: Address | undefined;
  readonly key: SecretRef | undefined;
}

export interface Vpn extends CloudElement {
  readonly kind: 'vpn';
  readonly site: Site | undefined;
  readonly router: Router | undefined;
  /** A transit router, or the VPC of a VPN gateway. An ECR is recognised and refused by a rule. */
  readonly target: Ref<'transit-router' | 'vpc' | 'ecr'> | undefined;
  readonly role: 'standby' | 'primary';
  readonly networkType: 'public' | 'private';
  readonly bandwidthMbps: number | undefined;
  /** The public address of the customer's gateway. */
  readonly customerAddress: Address | undefined;
  readonly hasBgp: boolean;
  readonly localPrefixes: readonly Prefix[];
  readonly remotePrefixes: readonly Prefix[];
  readonly ike: Cipher | undefined;
  readonly ipsec: Cipher | undefined;
  readonly tunnels: readonly Tunnel[];
}

export interface VSwitchRef {
  readonly vpc: Vpc;
  readonly vswitch: VSwitch;
}

/** A service of one's own that others reach through PrivateLink. */
export interface EndpointService extends CloudElement {
  readonly kind: 'endpoint-service';
  readonly region: string | undefined;
  readonly resources: readonly EndpointResource[];
  /** Whether connections need nobody's consent. */
  readonly acceptsAll: boolean;
  /** Ids of the endpoints of others that are let in. */
  readonly accepted: readonly string[];
  /** Accounts that may make endpoints for it. */
  readonly allowedAccounts: readonly string[];
  /** Of each connection. */
  readonly bandwidthMbps: number | undefined;
  readonly payer: 'endpoint' | 'service';
  readonly hasZoneAffinity: boolean;
}

/** What answers behind an endpoint service, in one zone. */
export interface EndpointResource extends ElementBase {
  readonly kind: 'endpoint-resource';
  readonly type: 'nlb' | 'alb' | 'slb';
  readonly resourceId: string;
  readonly zone: string | undefined;
}

export type ServiceAccess =
  | { readonly kind: 'vpc'; readonly at: VSwitchRef | undefined }
  | { readonly kind: 'private-endpoint'; readonly via: TransitRouter | Vpc | undefined }
  | {
      readonly kind: 'privatelink';
      readonly zones: readonly VSwitchRef[];
      readonly securityGroups: readonly SecurityGroup[];
      /**
       * An endpoint service of this design, or the name or id of another; `undefined`: the catalog's name for the
       * product.
       */
      readonly endpointService: EndpointService | string | undefined;
      /** The name under which the endpoint's VPC finds it. */
      readonly domain: string | undefined;
    }
  | { readonly kind: 'public' };

export interface Service extends ElementBase, Managed {
  readonly kind: 'service';
  /** An id of the service catalog, e.g. `oss`. */
  readonly product: string | undefined;
  readonly region: string | undefined;
  readonly access: ServiceAccess;
  readonly address: Address | undefined;
  readonly port: number | undefined;
  /** Blocks declared in the design, in place of the catalog's. */
  readonly prefixes: readonly Prefix[];
  /** Whether access to it must be controlled in the network. */
  readonly isControlled: boolean;
  readonly cloudId: string | undefined;
}

export interface Demand extends ElementBase {
  readonly kind: 'demand';
  readonly site: Site | undefined;
  readonly services: readonly Service[];
  readonly bandwidthMbps: number | undefined;
  /** Growth in per cent of the bandwidth, compounded each month. */
  readonly growthPercentPerMonth: number;
  /** How far ahead the capacity must reach; at least three months by default. */
  readonly horizonMonths: number;
  readonly isCritical: boolean;
  /** The largest single flow. */
  readonly flowMbps: number | undefined;
}

export type FailureKind =
  | 'circuit'
  | 'access-point'
  | 'carrier'
  | 'router'
  | 'vbr'
  | 'ecr'
  | 'transit-router'
  | 'zone'
  | 'region-peering'
  | 'vpn';

export type Failure =
  | { readonly kind: 'any'; readonly count: number; readonly of: FailureKind }
  | { readonly kind: 'named'; readonly element: Circuit | Vbr | Vpn | Ecr };

export interface Expectation extends ElementBase {
  readonly kind: 'expectation';
  readonly site: Site | undefined;
  readonly verb: 'reaches' | 'isolated-from';
  readonly targets: readonly (Service | Vpc | Site)[];
  readonly isPrivate: boolean;
  readonly surviving: readonly Failure[];
}

export interface Contact extends ElementBase, Managed {
  readonly kind: 'contact';
  readonly mail: string | undefined;
  readonly phone: string | undefined;
  /** An address; whoever knows it can write to the group, so it may be a secret. */
  readonly webhook: string | SecretRef | undefined;
}

export type AlertLevel = 'info' | 'warn' | 'critical';

export interface AlertThreshold {
  readonly level: AlertLevel;
  readonly operator: '>' | '>=' | '<' | '<=';
  readonly value: number;
  /** Consecutive periods before the alert fires. */
  readonly times: number;
}

export interface Alert extends ElementBase, Managed {
  readonly kind: 'alert';
  readonly on: readonly (Circuit | Vbr | Ecr | TransitRouter | Vpn)[];
  readonly metric: string | undefined;
  readonly namespace: string | undefined;
  readonly statistics: string | undefined;
  readonly periodS: number | undefined;
  readonly thresholds: readonly AlertThreshold[];
}

export interface Monitoring extends ElementBase, Managed {
  readonly kind: 'monitoring';
  readonly alertsRecommended: boolean;
  readonly notify: readonly Contact[];
  /** `bgp-peer-down`, `tr-route-quota`, ... as the event catalog names them. */
  readonly events: readonly string[];
  readonly alerts: readonly Alert[];
}

export interface Drill extends ElementBase, Managed {
  readonly kind: 'drill';
  readonly fail: readonly (Circuit | Vbr)[];
  readonly durationMin: number | undefined;
  readonly start: 'now' | 'later';
  readonly every: 'month' | 'quarter' | 'year' | undefined;
}

export type Element =
  | Network
  | Site
  | Router
  | Circuit
  | Peering
  | Bfd
  | BgpPeer
  | Bgp
  | StaticRoute
  | HealthCheck
  | Vbr
  | FailoverGroup
  | QosRule
  | QosQueue
  | QosPolicy
  | Ecr
  | AllowedPrefixes
  | Cen
  | TransitRouter
  | TransitRouterCidr
  | Attachment
  | RouteTable
  | AggregateRoute
  | RoutingPolicy
  | PolicyMatch
  | PolicySet
  | RegionPeering
  | RegionQueue
  | Vpc
  | VSwitch
  | SecurityGroup
  | VpcRouteTable
  | AllowRule
  | Tunnel
  | Vpn
  | EndpointService
  | EndpointResource
  | Service
  | Demand
  | Expectation
  | Contact
  | Alert
  | Monitoring
  | Drill;

export type ElementKind = Element['kind'];

export interface Topology {
  /** The design's name and defaults; the first `network` block, if there is one. */
  readonly network: Network | undefined;
  readonly sites: readonly Site[];
  readonly circuits: readonly Circuit[];
  readonly vbrs: readonly Vbr[];
  readonly failoverGroups: readonly FailoverGroup[];
  readonly qosPolicies: readonly QosPolicy[];
  readonly ecrs: readonly Ecr[];
  readonly cens: readonly Cen[];
  readonly vpcs: readonly Vpc[];
  readonly vpns: readonly Vpn[];
  readonly endpointServices: readonly EndpointService[];
  readonly services: readonly Service[];
  readonly demands: readonly Demand[];
  readonly expectations: readonly Expectation[];
  readonly contacts: readonly Contact[];
  readonly monitorings: readonly Monitoring[];
  readonly drills: readonly Drill[];
}

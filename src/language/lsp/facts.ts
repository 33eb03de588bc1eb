/** What is worth knowing about an element at a glance: lines for hovers. */
import { mirroredDetectionMs } from '../../analysis/bfd.ts';
import { circuitCapacityMbps, grownMbps, siteCapacityMbps, worstLoss } from '../../analysis/capacity.ts';
import { accessPointById } from '../../model/catalog/access-points.ts';
import { carrierById } from '../../model/catalog/carriers.ts';
import { systemEventById } from '../../model/catalog/events.ts';
import { regionById } from '../../model/catalog/regions.ts';
import { serviceByProduct } from '../../model/catalog/services.ts';
import type { Prefix } from '../../model/ip.ts';
import { bitsOf } from '../../model/ip.ts';
import { relations } from '../../model/relations.ts';
import { spellSecret } from '../../model/secrets.ts';
import type {
  Bfd,
  Circuit,
  Element,
  RoutingPolicy,
  Service,
  Site,
  Topology,
  Vbr,
  Vpc,
  VSwitch,
} from '../../model/topology.ts';

type Facts = readonly (string | undefined)[];

/** Lines of Markdown, most important first; empty for elements that say all there is to say themselves. */
export function factsOf(topology: Topology, element: Element): readonly string[] {
  return factsFor(topology, element).filter((fact) => fact !== undefined);
}

function factsFor(topology: Topology, element: Element): Facts {
  switch (element.kind) {
    case 'network':
      return [inRegion(element.region)];
    case 'site':
      return siteFacts(topology, element);
    case 'circuit':
      return circuitFacts(topology, element);
    case 'vbr':
      return vbrFacts(element);
    case 'peering':
      return [
        element.subnet &&
          `${element.subnet.text}, cloud ${text(element.cloud)}, customer ${text(element.customer)}`,
      ];
    case 'bgp':
      return [
        `Peer ${asn(element.peerAsn)}`,
        element.bfd === undefined ? 'Without BFD' : bfdFact(element.bfd),
      ];
    case 'bfd':
      return [bfdFact(element)];
    case 'ecr':
      return [`AS ${asn(element.asn ?? 45104)}`, list('VBRs', element.vbrs), list('VPCs', element.vpcs)];
    case 'transit-router':
      return [
        inRegion(element.region),
        `${element.edition === 'enterprise' ? 'Enterprise' : 'Basic'} Edition, in CEN ${element.cenName}`,
        list('Attached', element.attachments),
      ];
    case 'region-peering':
      return [
        element.bandwidthMbps === undefined ? undefined : `At most ${bandwidth(element.bandwidthMbps)}`,
      ];
    case 'vpc':
      return vpcFacts(topology, element);
    case 'vswitch':
      return vswitchFacts(element);
    case 'vpc-route-table':
      return [
        list('For', element.vswitches),
        element.learnsRoutes ? undefined : 'Takes over no routes from hubs',
      ];
    case 'routing-policy':
      return [policyFact(element)];
    case 'endpoint-service':
      return [
        inRegion(element.region),
        list('Answered by', element.resources),
        element.acceptsAll ? 'Lets every endpoint in' : 'Lets endpoints in one by one',
      ];
    case 'vpn':
      return [
        element.role === 'standby' ? 'Stands by for circuits' : 'Goes before circuits',
        element.target && `To ${element.target.name}`,
      ];
    case 'tunnel':
      return [element.inside?.text];
    case 'service':
      return serviceFacts(element);
    case 'demand':
      return element.bandwidthMbps === undefined
        ? []
        : [
            `${bandwidth(element.bandwidthMbps)} today, ${bandwidth(grownMbps(element, element.horizonMonths))} in ${amount(element.horizonMonths)} months`,
          ];
    case 'monitoring':
      return element.events.map((id) => systemEventById(id)?.meaning);
    case 'contact':
      return [
        element.mail,
        element.phone,
        typeof element.webhook === 'object' ? spellSecret(element.webhook) : element.webhook,
      ];
    default:
      return [];
  }
}

function siteFacts(topology: Topology, site: Site): Facts {
  const capacity = siteCapacityMbps(topology, site);
  const worst = worstLoss(topology, site);
  return [
    [{ datacenter: 'Data center', office: 'Office', cloud: 'Other cloud' }[site.siteKind], site.tier].join(
      ', ',
    ),
    prefixes(site.prefixes),
    site.asn === undefined ? undefined : `AS ${asn(site.asn)}`,
    list('Circuits', relations(topology).circuitsOf(site)),
    capacity === undefined ? undefined : `Capacity ${bandwidth(capacity)}`,
    worst === undefined
      ? undefined
      : `${bandwidth(worst.leftMbps)} left after the worst single failure: ${worst.unit.kind} ${worst.unit.name}`,
  ];
}

function circuitFacts(topology: Topology, circuit: Circuit): Facts {
  const accessPoint = circuit.accessPoint === undefined ? undefined : accessPointById(circuit.accessPoint);
  const capacity = circuitCapacityMbps(topology, circuit);
  return [
    [circuit.site?.name, circuit.router?.name].filter(Boolean).join('.') +
      ` → ${accessPoint?.name ?? circuit.accessPoint ?? '?'}`,
    inRegion(circuit.region),
    circuit.carrier === undefined ? undefined : (carrierById(circuit.carrier)?.name ?? circuit.carrier),
    circuit.type === 'hosted'
      ? `Hosted${circuit.partner === undefined ? '' : ` by ${circuit.partner}`}`
      : `Dedicated port${circuit.port === undefined ? '' : ` ${circuit.port}`}`,
    circuit.bandwidthMbps === undefined ? undefined : bandwidth(circuit.bandwidthMbps),
    capacity === undefined || capacity === circuit.bandwidthMbps
      ? undefined
      : `Carries ${bandwidth(capacity)} by port and rate limits`,
    list('VBRs', relations(topology).vbrsOn(circuit)),
    circuit.cloudId === undefined ? 'To be ordered: it has no id' : `Adopts ${circuit.cloudId}`,
  ];
}

function vbrFacts(vbr: Vbr): Facts {
  return [
    vbr.circuit === undefined
      ? undefined
      : `On circuit ${vbr.circuit.name}${vbr.vlan === undefined ? '' : `, VLAN ${String(vbr.vlan)}`}`,
    vbr.peering?.subnet &&
      `Peering ${vbr.peering.subnet.text}, cloud ${text(vbr.peering.cloud)}, customer ${text(vbr.peering.customer)}`,
    vbr.rateLimitMbps === undefined ? undefined : `Limited to ${bandwidth(vbr.rateLimitMbps)}`,
    vbr.bgp === undefined
      ? undefined
      : `BGP with ${asn(vbr.bgp.peerAsn)}, ${vbr.bgp.bfd === undefined ? 'without BFD' : bfdFact(vbr.bgp.bfd)}`,
  ];
}

function bfdFact(bfd: Bfd): string {
  return `BFD notices a dead path within ${duration(mirroredDetectionMs(bfd))}`;
}

function vpcFacts(topology: Topology, vpc: Vpc): Facts {
  const hubs = relations(topology)
    .attachmentsOf(vpc)
    .map(({ transitRouter }) => transitRouter);
  return [
    inRegion(vpc.region),
    prefixes(vpc.prefixes),
    list('vSwitches', vpc.vswitches),
    list('Attached to', hubs),
  ];
}

/**
 * The first address and the last three of a vSwitch belong to the system:
 * https://www.alibabacloud.com/help/en/vpc/user-guide/create-and-manage-a-vswitch
 */
const reservedAddresses = 4n;

function vswitchFacts({ zone, prefix, vpcName }: VSwitch): Facts {
  const size = prefix === undefined ? undefined : prefix.last - prefix.first + 1n;
  const usable = size === undefined || size < reservedAddresses ? size : size - reservedAddresses;
  return [
    `Zone ${zone ?? '?'} of VPC ${vpcName}`,
    prefix === undefined || usable === undefined
      ? undefined
      : `${prefix.text}: ${count(usable)} usable addresses`,
  ];
}

function serviceFacts({ product, access, region, address, port }: Service): Facts {
  const known = product === undefined ? undefined : serviceByProduct(product);
  const ways = {
    'vpc': 'inside a VPC',
    'private-endpoint': 'at private addresses in 100.64.0.0/10',
    'privatelink': 'through PrivateLink',
    'public': 'over the Internet',
  };
  return [
    `${known?.name ?? product ?? 'A service'}, reached ${ways[access.kind]}`,
    inRegion(region),
    address === undefined
      ? undefined
      : `${address.text}${port === undefined ? '' : `, port ${String(port)}`}`,
    known?.note,
  ];
}

function policyFact({ priority, direction, action, table }: RoutingPolicy): string {
  const verb = action === 'permit' ? 'Lets routes' : 'Keeps routes from going';
  const place = table === undefined ? 'the system route table' : `route table ${table.name}`;
  return `${verb} ${direction}, for ${place}, at priority ${priority === undefined ? '?' : String(priority)}`;
}

/** How many addresses a block has, in words. */
export function prefixFact(prefix: Prefix): string {
  const size = prefix.last - prefix.first + 1n;
  if (prefix.version === 6) return `${prefix.text}: 2^${String(bitsOf(6) - prefix.length)} addresses`;
  return `${prefix.text}: ${count(size)} ${size === 1n ? 'address' : 'addresses'}`;
}

function prefixes(all: readonly Prefix[]): string | undefined {
  return all.length === 0 ? undefined : all.map(prefixFact).join('; ');
}

function inRegion(id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const region = regionById(id);
  return region === undefined ? `Region ${id}` : `Region ${id}, ${region.name}`;
}

function list(title: string, elements: readonly Element[]): string | undefined {
  return elements.length === 0 ? undefined : `${title}: ${elements.map(({ name }) => name).join(', ')}`;
}

function bandwidth(mbps: number): string {
  if (mbps >= 1000) return `${amount(mbps / 1000)} Gbps`;
  return mbps >= 1 ? `${amount(mbps)} Mbps` : `${amount(mbps * 1000)} kbps`;
}

function duration(ms: number): string {
  return ms >= 1000 ? `${amount(ms / 1000)} s` : `${amount(ms)} ms`;
}

/** Two digits behind the point, where they say something. */
function amount(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function count(value: bigint): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

function asn(value: number | undefined): string {
  if (value === undefined) return '?';
  return value > 0xffff
    ? `${String(value)} (${String(Math.floor(value / 0x10000))}.${String(value % 0x10000)})`
    : String(value);
}

function text(address: { readonly text: string } | undefined): string {
  return address?.text ?? '?';
}

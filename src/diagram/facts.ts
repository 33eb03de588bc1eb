/** The short lines inside the boxes, and the labels on the lines. */
import { carrierById } from '../model/catalog/carriers.ts';
import { serviceByProduct } from '../model/catalog/services.ts';
import type { Prefix } from '../model/ip.ts';
import type {
  Bgp,
  Circuit,
  Ecr,
  Peering,
  RegionPeering,
  Router,
  Service,
  Site,
  TransitRouter,
  VSwitch,
  Vbr,
  Vpc,
  Vpn,
} from '../model/topology.ts';

export function siteFacts(site: Site): string[] {
  return lines(
    prefixLine(site.prefixes),
    site.asn === undefined ? '' : asnText(site.asn),
    site.multiPath === 'active-standby' ? 'active/standby' : '',
  );
}

export function routerFacts(router: Router): string[] {
  const vendor = router.vendor === undefined ? undefined : (vendorNames.get(router.vendor) ?? router.vendor);
  return lines(joined(vendor, router.model));
}

const vendorNames: ReadonlyMap<string, string> = new Map([
  ['h3c', 'H3C'],
  ['huawei', 'Huawei'],
  ['cisco', 'Cisco'],
  ['juniper', 'Juniper'],
  ['frr', 'FRRouting'],
]);

export function circuitFacts(circuit: Circuit): string[] {
  const type = circuit.partner === undefined ? circuit.type : `${circuit.type} by ${circuit.partner}`;
  return lines(
    joined(type, circuit.port),
    circuit.role,
    circuit.goLive === undefined ? '' : `live on ${circuit.goLive}`,
    circuit.cloudId,
    accountLine(circuit.account),
  );
}

/** For the line from the customer's router: `10 Gbps · China Telecom`. */
export function circuitLabel(circuit: Circuit): string {
  const carrier = circuit.carrier === undefined ? undefined : carrierById(circuit.carrier);
  const bandwidth = circuit.bandwidthMbps === undefined ? '' : bandwidthText(circuit.bandwidthMbps);
  return joined(bandwidth, carrier?.name ?? circuit.carrier);
}

export function vbrFacts(vbr: Vbr): string[] {
  return lines(
    peeringLine(vbr.peering),
    peeringLine(vbr.peering6),
    bgpLine(vbr.bgp ?? vbr.bgp6),
    vbr.staticRoutes.length === 0
      ? ''
      : `static ${prefixLine(vbr.staticRoutes.map((route) => route.prefix))}`,
    vbr.rateLimitMbps === undefined ? '' : `limit ${bandwidthText(vbr.rateLimitMbps)}`,
    vbr.cloudId,
    accountLine(vbr.account),
  );
}

export function vpnFacts(vpn: Vpn): string[] {
  const bandwidth = vpn.bandwidthMbps === undefined ? '' : bandwidthText(vpn.bandwidthMbps);
  const overWhat = vpn.networkType === 'private' ? 'over private network' : 'over Internet';
  return lines(
    joined(vpn.role, overWhat),
    joined(bandwidth, vpn.hasBgp ? 'BGP' : ''),
    vpn.customerAddress?.text,
  );
}

export function ecrFacts(ecr: Ecr): string[] {
  return lines(ecr.asn === undefined ? '' : asnText(ecr.asn), ecr.cloudId, accountLine(ecr.account));
}

export function transitRouterFacts(router: TransitRouter): string[] {
  const cidrs = router.cidrs.map((cidr) => cidr.prefix);
  return lines(
    router.edition === 'enterprise' ? 'Enterprise Edition' : 'Basic Edition',
    prefixLine(cidrs),
    countOf(router.routes.length, 'static route'),
    router.cloudId,
    accountLine(router.account),
  );
}

export function regionPeeringFacts(peering: RegionPeering): string[] {
  const bandwidth = peering.bandwidthMbps === undefined ? '' : bandwidthText(peering.bandwidthMbps);
  return lines(joined(bandwidth, peering.link), peering.billing === 'package' ? 'bandwidth package' : '');
}

export function vpcFacts(vpc: Vpc): string[] {
  return lines(prefixLine(vpc.prefixes), vpc.hasIpv6 ? 'IPv6' : '', vpc.cloudId, accountLine(vpc.account));
}

export function vswitchFacts(vswitch: VSwitch): string[] {
  return lines(vswitch.prefix?.text, vswitch.zone, vswitch.cloudId);
}

export function serviceFacts(service: Service): string[] {
  const port = service.port === undefined ? '' : String(service.port);
  const address = service.address === undefined ? '' : service.address.text;
  const endpoint = address === '' ? portLine(port) : hostAndPort(address, port);
  return lines(productName(service), endpoint, prefixLine(service.prefixes), accessLine(service));
}

export function productName(service: Service): string {
  if (service.product === undefined) return '';
  return serviceByProduct(service.product)?.name ?? service.product;
}

/** `10 Gbps`, `200 Mbps`, `1 kbps`: the unit in which a person would say it. */
export function bandwidthText(mbps: number): string {
  if (mbps >= 1000) return `${rounded(mbps / 1000)} Gbps`;
  return mbps >= 1 ? `${rounded(mbps)} Mbps` : `${rounded(mbps * 1000)} kbps`;
}

export function prefixLine(prefixes: readonly (Prefix | undefined)[]): string {
  const texts = prefixes.flatMap((prefix) => (prefix === undefined ? [] : [prefix.text]));
  const hidden = texts.length - 2;
  // A line with one more prefix is as short as a line that says `+1`.
  if (hidden <= 1) return texts.join(', ');
  return `${texts.slice(0, 2).join(', ')} +${hidden}`;
}

export function asnText(asn: number): string {
  return `AS ${asn}`;
}

export function countOf(count: number, what: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

/** The parts that say something, with a dot between them. */
export function joined(...parts: readonly (string | undefined)[]): string {
  return lines(...parts).join(' · ');
}

function lines(...texts: readonly (string | undefined)[]): string[] {
  return texts.filter((text) => text !== undefined).filter((text) => text !== '');
}

function peeringLine(peering: Peering | undefined): string {
  if (peering === undefined) return '';
  const pair = [peering.cloud?.text, peering.customer?.text].filter((text) => text !== undefined);
  const length = peering.subnet === undefined ? '' : ` /${peering.subnet.length}`;
  return `${pair.join(' ↔ ')}${length}`;
}

function bgpLine(bgp: Bgp | undefined): string {
  if (bgp === undefined) return '';
  const peer = bgp.peerAsn === undefined ? 'BGP' : `BGP ${asnText(bgp.peerAsn)}`;
  return joined(peer, bgp.bfd === undefined ? '' : `BFD ${bgp.bfd.receiveMs} ms × ${bgp.bfd.multiplier}`);
}

function accessLine(service: Service): string {
  switch (service.access.kind) {
    case 'vpc':
      return '';
    case 'private-endpoint':
      return 'private endpoint';
    case 'privatelink':
      return 'PrivateLink';
    case 'public':
      return 'public endpoint only';
  }
}

function accountLine(account: string | undefined): string {
  return account === undefined ? '' : `account ${account}`;
}

function portLine(port: string): string {
  return port === '' ? '' : `port ${port}`;
}

function hostAndPort(host: string, port: string): string {
  if (port === '') return host;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

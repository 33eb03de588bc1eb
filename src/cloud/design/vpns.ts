/** What IPsec connections are made of, shared by those on a transit router and those on a VPN gateway. */
import type { Cipher, Topology, Tunnel, Vpn } from '../../model/topology.ts';
import type { SessionModel } from '../kind.ts';
import { secretInput } from '../secrets.ts';
import { ref, type Input } from '../value.ts';

export interface CustomerGateway {
  readonly address: string;
  /** The first that uses it. */
  readonly vpn: Vpn;
  /** Of what the VPN leads to. */
  readonly region: string | undefined;
  readonly ip: string;
  /** Absent without BGP. */
  readonly asn: number | undefined;
}

/**
 * One in each region for each address of the customer's side, however many tunnels end there: the API takes no second,
 * and a tunnel takes none of another region. Source:
 * https://www.alibabacloud.com/help/en/vpn/sub-product-ipsec-vpn/user-guide/customer-gateway, "Region constraint".
 */
export function customerGatewaysOf(topology: Topology): CustomerGateway[] {
  const found = new Map<string, CustomerGateway>();
  for (const vpn of topology.vpns) {
    for (const end of tunnelEnds(topology, vpn)) {
      const key = gatewayKey(end);
      if (!found.has(key)) found.set(key, { address: `${vpn.path}/customer-gateway.${end.ip}`, vpn, ...end });
    }
  }
  return [...found.values()];
}

/** A VPN for a transit router, and not for a VPC. */
export function isForTransitRouter(vpn: Vpn): boolean {
  return vpn.target?.of === 'transit-router';
}

/** The region of what it leads to. */
export function vpnRegion(topology: Topology, vpn: Vpn): string | undefined {
  const target = vpn.target?.path;
  return (
    topology.cens.flatMap((cen) => cen.transitRouters).find((router) => router.path === target)?.region ??
    topology.vpcs.find((vpc) => vpc.path === target)?.region
  );
}

/** Both tunnels, as the API wants them: a design that describes one gets a second like it, without BGP addresses. */
export function tunnelOptions(topology: Topology, vpn: Vpn): Input[] {
  const gateways = customerGatewaysOf(topology);
  const [first] = vpn.tunnels;
  return [first, vpn.tunnels[1]].flatMap((tunnel, index): Input[] => {
    const shape = tunnel ?? first;
    const end = endOf(topology, vpn, tunnel);
    const gateway = gateways.find((each) => end !== undefined && gatewayKey(each) === gatewayKey(end));
    if (gateway === undefined) return [];
    return [
      withoutUndefined({
        CustomerGatewayId: ref(gateway.address),
        EnableDpd: true,
        EnableNatTraversal: true,
        TunnelIndex: index + 1,
        TunnelBgpConfig: vpn.hasBgp && tunnel !== undefined ? bgpConfig(tunnel) : undefined,
        TunnelIkeConfig: withoutUndefined({
          ...ikeConfig(vpn.ike),
          Psk: shape?.key === undefined ? undefined : secretInput(shape.key),
        }),
        TunnelIpsecConfig: ipsecConfig(vpn.ipsec),
      }),
    ];
  });
}

/** Everything is routed into the tunnel, and routes decide, unless the design names prefixes. */
export function subnets(prefixes: readonly { readonly text: string }[]): string {
  return prefixes.length === 0 ? '0.0.0.0/0' : prefixes.map((prefix) => prefix.text).join(',');
}

type TunnelEnd = Pick<CustomerGateway, 'region' | 'ip' | 'asn'>;

function tunnelEnds(topology: Topology, vpn: Vpn): TunnelEnd[] {
  return [vpn.tunnels[0], vpn.tunnels[1]].flatMap((tunnel) => endOf(topology, vpn, tunnel) ?? []);
}

/** Where a tunnel ends on the customer's side; one that the design does not describe: where the VPN says. */
function endOf(topology: Topology, vpn: Vpn, tunnel: Tunnel | undefined): TunnelEnd | undefined {
  const ip = tunnel?.customerAddress?.text ?? vpn.customerAddress?.text;
  if (ip === undefined) return undefined;
  return { region: vpnRegion(topology, vpn), ip, asn: vpn.hasBgp ? vpn.site?.asn : undefined };
}

function gatewayKey({ region, ip, asn }: TunnelEnd): string {
  return `${region ?? ''} ${ip} ${String(asn ?? '')}`;
}

function bgpConfig(tunnel: Tunnel): Input | undefined {
  if (tunnel.inside === undefined) return undefined;
  return withoutUndefined({
    // The API's own default for the cloud's side.
    LocalAsn: 45104,
    TunnelCidr: tunnel.inside.text,
    LocalBgpIp: tunnel.cloudAddress?.text,
  });
}

function ikeConfig(cipher: Cipher | undefined): Record<string, Input | undefined> {
  return {
    IkeVersion: cipher?.version,
    IkeEncAlg: cipher?.encryption,
    IkeAuthAlg: cipher?.authentication,
    IkePfs: cipher?.group,
    IkeLifetime: cipher?.lifetimeS,
  };
}

function ipsecConfig(cipher: Cipher | undefined): Input | undefined {
  if (cipher === undefined) return undefined;
  return withoutUndefined({
    IpsecEncAlg: cipher.encryption,
    IpsecAuthAlg: cipher.authentication,
    IpsecPfs: cipher.group,
    IpsecLifetime: cipher.lifetimeS,
  });
}

function withoutUndefined(values: Readonly<Record<string, Input | undefined>>): Record<string, Input> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Input] => entry[1] !== undefined),
  );
}

/** What the negotiation has come to: aliyun-openapi-meta en-US/vpc/DescribeVpnConnection.json, `Status`. */
export const ipsecSession: SessionModel = {
  field: 'Status',
  up: ['ipsecsaestablished'],
  down: ['ikesanotestablished', 'ikesaestablished', 'ipsecsanotestablished'],
};

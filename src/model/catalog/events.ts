/** System events of CloudMonitor that a design can subscribe to: `event bgp-peer-down`. */
import { docs } from './sources.ts';

export interface SystemEvent {
  /** As in designs. */
  readonly id: string;
  readonly meaning: string;
  /** CloudMonitor's product; `undefined` where only the console's label is published. */
  readonly product: string | undefined;
  /**
   * Machine names; empty where only the console's wording is published, to be resolved at run time with
   * DescribeSystemEventMetaList.
   */
  readonly names: readonly string[];
  readonly consoleName: string | undefined;
  readonly level: 'info' | 'warn' | 'critical';
  readonly source: string;
}

export const systemEvents: readonly SystemEvent[] = [
  {
    id: 'bgp-peer-down',
    meaning: 'a BGP peer leaves the state Established',
    product: undefined,
    names: [],
    consoleName: 'BGP Peer status changes from Established to Down',
    level: 'critical',
    source: docs.solution,
  },
  {
    id: 'tr-route-quota',
    meaning: 'a CEN uses 60 % or more of its route quota',
    product: 'cen',
    names: [
      'SixtyPercentQuotaExceeded:Route',
      'EightyPercentQuotaExceeded:Route',
      'NinetyPercentQuotaExceeded:Route',
      'NinetyFivePercentQuotaExceeded:Route',
      'NinetyEightPercentQuotaExceeded:Route',
      'QuotaExceeded:Route',
      'TenRoutesRemained:Route',
    ],
    consoleName: undefined,
    level: 'warn',
    source: docs.cenEvents,
  },
  {
    id: 'vpn-health-check',
    meaning: 'the health check of an IPsec connection fails or recovers',
    product: 'vpn',
    names: ['ipsec_health_check_failed', 'ipsec_health_check_success'],
    consoleName: undefined,
    level: 'warn',
    source: docs.vpnEvents,
  },
  {
    id: 'vpn-negotiation',
    meaning: 'the negotiation of an IPsec connection fails or succeeds',
    product: 'vpn',
    names: [
      'ipsec_phase1_nego_failed',
      'ipsec_phase1_nego_success',
      'ipsec_phase2_nego_failed',
      'ipsec_phase2_nego_success',
    ],
    consoleName: undefined,
    level: 'warn',
    source: docs.vpnEvents,
  },
  {
    id: 'vpn-certificate-expired',
    meaning: 'the certificate of a VPN gateway expires',
    product: 'vpn',
    names: ['CertKeyExpired'],
    consoleName: undefined,
    level: 'critical',
    source: docs.vpnEvents,
  },
  {
    id: 'endpoint-connection',
    meaning: 'a PrivateLink connection or one of its zones is accepted, rejected or removed',
    product: 'privatelink',
    names: [
      'Endpoint:Connection:Accept',
      'Endpoint:Connection:Reject',
      'Endpoint:Connection:Zone:Accept',
      'Endpoint:Connection:Zone:Delete',
    ],
    consoleName: undefined,
    level: 'info',
    source: docs.privatelinkEvents,
  },
];

export function systemEventById(id: string): SystemEvent | undefined {
  return systemEvents.find((event) => event.id === id);
}

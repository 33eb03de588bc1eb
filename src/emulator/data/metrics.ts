/**
 * Metrics and system events that the emulator names.
 * Metrics: github AlibabaCloudDocs/cms@9bac8f01 "Appendix 1: Metrics/Cloud essentials/Networking"; the two newer VBR names:
 * github aliyun/alibabacloud-aiops-skills@1202ecc7. Events: the same repository, "Appendix 2: System events".
 */
export interface MetricMeta {
  readonly namespace: string;
  readonly unit: string;
  readonly statistics: string;
  readonly names: readonly string[];
}

export const metricNamespaces: Readonly<Record<string, string>> = {
  acs_physical_connection: 'Express Connect - VBR',
  acs_express_connect: 'Express Connect - router interface',
  acs_cen: 'Cloud Enterprise Network',
  acs_privatelink: 'PrivateLink',
  acs_vpn: 'VPN Gateway',
};

export const metrics: readonly MetricMeta[] = [
  {
    namespace: 'acs_physical_connection',
    unit: 'bit/s',
    statistics: 'Value',
    names: ['RateInFromIDCToVpc', 'RateOutFromVpcToIDC'],
  },
  {
    namespace: 'acs_physical_connection',
    unit: 'Byte',
    statistics: 'Value',
    names: ['BytesOutFromVpcToIDC'],
  },
  {
    namespace: 'acs_physical_connection',
    unit: 'packet/s',
    statistics: 'Value',
    names: [
      'PkgsInFromIDCToVpc',
      'PkgsOutFromVpcToIDC',
      'PkgsDropInFromIDCToVpc',
      'PkgsDropOutFromVpcToIDC',
      'PkgsRateLimitDropOutFromVpcToVbr',
    ],
  },
  {
    namespace: 'acs_physical_connection',
    unit: 'us',
    statistics: 'Value',
    names: ['VbrHealthyCheckLatency'],
  },
  {
    namespace: 'acs_physical_connection',
    unit: '%',
    statistics: 'Value',
    names: ['VbrHealthyCheckLossRate', 'VbrHealthyCheckLossPercent'],
  },
  {
    namespace: 'acs_express_connect',
    unit: 'bit/s',
    statistics: 'Value',
    names: ['ReceiveBandwidth', 'TransportedBandwidth'],
  },
  { namespace: 'acs_express_connect', unit: 'packet/s', statistics: 'Value', names: ['RateLimitDropPps'] },
  {
    namespace: 'acs_cen',
    unit: 'bit/s',
    statistics: 'Value',
    names: ['InternetOutRateByConnectionRegion', 'VBRInternetInRate', 'VBRInternetOutRate'],
  },
  {
    namespace: 'acs_cen',
    unit: '%',
    statistics: 'Value',
    names: ['InternetOutRatePercentByConnectionRegion', 'VBRHealthyCheckLossRate'],
  },
  {
    namespace: 'acs_cen',
    unit: 'ms',
    statistics: 'Value',
    names: ['LatencyByConnectionRegion', 'VBRHealthyCheckLatency'],
  },
  {
    namespace: 'acs_privatelink',
    unit: 'bit/s',
    statistics: 'Average',
    names: ['EndpointInBps', 'EndpointOutBps', 'EndpointInDropBps', 'EndpointOutDropBps'],
  },
  {
    namespace: 'acs_vpn',
    unit: 'bit/s',
    statistics: 'Value',
    names: ['net_rx.rate', 'net_tx.rate', 'ipsec_rx.rate', 'ipsec_tx.rate'],
  },
];

export interface SystemEventMeta {
  readonly product: string;
  readonly name: string;
  readonly description: string;
  readonly level: string;
}

export const systemEvents: readonly SystemEventMeta[] = [
  {
    product: 'ExpressConnect',
    // Unverified: product and machine name; only the display text is documented
    // (https://help.aliyun.com/en/cloud-network-well-architected-design/idc-accesses-cloud-services-through-leased-lines).
    name: 'BgpPeer:StatusChange:Down',
    description: 'BGP Peer status changes from Established to Down',
    level: 'CRITICAL',
  },
  { product: 'cen', name: 'QuotaExceeded:Route', description: 'Route quota used up', level: 'CRITICAL' },
  {
    product: 'cen',
    name: 'NinetyPercentQuotaExceeded:Route',
    description: '90 percent of the route quota is used',
    level: 'WARN',
  },
  {
    product: 'vpn',
    name: 'ipsec_health_check_failed',
    description: 'Health check of an IPsec connection failed',
    level: 'WARN',
  },
  {
    product: 'vpn',
    name: 'ipsec_phase1_nego_failed',
    description: 'Phase 1 negotiation failed',
    level: 'WARN',
  },
  {
    product: 'vpn',
    name: 'ipsec_phase2_nego_failed',
    description: 'Phase 2 negotiation failed',
    level: 'WARN',
  },
  {
    product: 'privatelink',
    name: 'Endpoint:Connection:Reject',
    description: 'An endpoint connection was rejected',
    level: 'INFO',
  },
];

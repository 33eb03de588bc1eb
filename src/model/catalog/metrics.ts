/** CloudMonitor metrics of hybrid-cloud networks, and the alerts that `alerts recommended` stands for. */
import { api, docs, type Provenance } from './sources.ts';

/** What a metric is measured at. `endpoint` is a PrivateLink endpoint, `region-link` two regions of a CEN. */
export type MetricObject = 'circuit' | 'vbr' | 'peering' | 'region-link' | 'cen-vbr' | 'endpoint' | 'vpn';

export type MetricUnit = 'bit/s' | 'byte' | 'packet/s' | 'us' | 'ms' | '%' | 'state';

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly on: MetricObject;
  readonly unit: MetricUnit;
  readonly statistics: 'Value' | 'Average' | 'Maximum';
  /** Beside `userId`. */
  readonly dimensions: readonly string[];
  readonly meaning: string;
  readonly source: string;
}

/** A period is a multiple of this. Source: the metric pages of CloudMonitor. */
export const metricPeriodS = 60;

/** How CloudMonitor is told about a rule. */
export const metricRuleSource = api('cms/PutResourceMetricRule');

const vbrNamespace = 'acs_physical_connection';

export const metrics: readonly Metric[] = [
  ofVbr('RateInFromIDCToVpc', 'bit/s', 'rate from site to cloud'),
  ofVbr('RateOutFromVpcToIDC', 'bit/s', 'rate from cloud to site'),
  ofVbr('BytesOutFromVpcToIDC', 'byte', 'volume from cloud to site'),
  ofVbr('PkgsInFromIDCToVpc', 'packet/s', 'packets from site to cloud'),
  ofVbr('PkgsOutFromVpcToIDC', 'packet/s', 'packets from cloud to site'),
  ofVbr('PkgsDropInFromIDCToVpc', 'packet/s', 'drops from site to cloud'),
  ofVbr('PkgsDropOutFromVpcToIDC', 'packet/s', 'drops from cloud to site'),
  ofVbr('VbrHealthyCheckLatency', 'us', 'latency of the health check, in microseconds'),
  ofVbr('VbrHealthyCheckLossRate', '%', 'loss of the health check'),
  {
    // The page that names the metric gives no namespace; that it is the VBR's is inferred.
    namespace: vbrNamespace,
    name: 'PhysicalConnectionStatus',
    on: 'circuit',
    unit: 'state',
    statistics: 'Value',
    dimensions: ['instanceId'],
    meaning: 'state of the circuit',
    source: docs.healthCheck,
  },
  ofPeering('ReceiveBandwidth', 'bit/s', 'Average', 'rate in'),
  ofPeering('TransportedBandwidth', 'bit/s', 'Average', 'rate out'),
  ofPeering('RateLimitDropPps', 'packet/s', 'Average', 'drops at the rate limit'),
  ofPeering('RouterInterfaceLossRate', '%', 'Maximum', 'loss of the health check'),
  ofPeering('RouterInterfaceResponseTime', 'ms', 'Maximum', 'latency of the health check'),
  ofRegionLink('InternetOutRateByConnectionRegion', 'bit/s', 'rate between two regions'),
  ofRegionLink('InternetOutRatePercentByConnectionRegion', '%', 'use of the bandwidth between two regions'),
  ofRegionLink('InternetOutDropRateByConnectionRegion', 'packet/s', 'drops between two regions'),
  ofCenVbr('VBRHealthyCheckLatency', 'ms', 'latency of the health check, in milliseconds'),
  ofCenVbr('VBRHealthyCheckLossRate', '%', 'loss of the health check'),
  ofCenVbr('VBRInternetInRate', 'bit/s', 'rate in'),
  ofCenVbr('VBRInternetOutRate', 'bit/s', 'rate out'),
  ofEndpoint('EndpointInBps', 'bit/s', 'rate in'),
  ofEndpoint('EndpointOutBps', 'bit/s', 'rate out'),
  ofEndpoint('EndpointInDropBps', 'bit/s', 'drops in'),
  ofEndpoint('EndpointOutDropBps', 'bit/s', 'drops out'),
  ofEndpoint('EndpointInDropPps', 'packet/s', 'dropped packets in'),
  ofEndpoint('EndpointOutDropPps', 'packet/s', 'dropped packets out'),
  ofVpn('net_rx.rate', 'bit/s', ['instanceId'], 'rate in at the gateway'),
  ofVpn('net_tx.rate', 'bit/s', ['instanceId'], 'rate out at the gateway'),
  ofVpn('net_rx.Pkgs', 'packet/s', ['instanceId'], 'packets in at the gateway'),
  ofVpn('net_tx.Pkgs', 'packet/s', ['instanceId'], 'packets out at the gateway'),
  ofVpn('ipsec_rx.rate', 'bit/s', ['instanceId', 'ipsecId'], 'rate in of one connection'),
  ofVpn('ipsec_tx.rate', 'bit/s', ['instanceId', 'ipsecId'], 'rate out of one connection'),
];

export type AlertLevelName = 'info' | 'warn' | 'critical';

export interface RecommendedThreshold {
  readonly level: AlertLevelName;
  readonly operator: '>' | '>=' | '<';
  /** In the metric's unit, or in per cent of the VBR's rate limit (see `of`). */
  readonly value: number;
}

export interface RecommendedAlert {
  readonly metric: Metric;
  /** `rate-limit`: thresholds are per cent of what the VBR or circuit may carry. */
  readonly of: 'value' | 'rate-limit';
  readonly thresholds: readonly RecommendedThreshold[];
  /** Consecutive periods before the alert fires; always this project's own choice. */
  readonly times: number;
  /** Of the thresholds. The solution's own lists are not public in full, so `proposed` ones are hcnet's. */
  readonly provenance: Provenance;
  readonly source: string | undefined;
}

/** What `alerts recommended` stands for. */
export const recommendedAlerts: readonly RecommendedAlert[] = [
  documented('VbrHealthyCheckLossRate', 'value', [warn('>', 1), critical('>', 5)]),
  documented('VbrHealthyCheckLatency', 'value', [warn('>', 50_000), critical('>', 100_000)]),
  documented('RateInFromIDCToVpc', 'rate-limit', [warn('>=', 70), critical('>=', 90)]),
  documented('RateOutFromVpcToIDC', 'rate-limit', [warn('>=', 70), critical('>=', 90)]),
  documented('PkgsDropInFromIDCToVpc', 'value', [critical('>', 0)]),
  documented('PkgsDropOutFromVpcToIDC', 'value', [critical('>', 0)]),
  // Unverified: that 1 stands for a working circuit.
  proposed('PhysicalConnectionStatus', [critical('<', 1)]),
  proposed('InternetOutRatePercentByConnectionRegion', [
    { level: 'info', operator: '>=', value: 50 },
    warn('>=', 70),
    critical('>=', 90),
  ]),
  proposed('EndpointInDropBps', [warn('>', 0)]),
  proposed('EndpointOutDropBps', [warn('>', 0)]),
];

/** Metrics of this name; more than one where several namespaces use it. */
export function metricsByName(name: string): readonly Metric[] {
  return metrics.filter((metric) => metric.name === name);
}

export function metricByName(name: string, namespace?: string): Metric | undefined {
  return metrics.find(
    (metric) => metric.name === name && (namespace === undefined || metric.namespace === namespace),
  );
}

export function recommendedAlertsFor(on: MetricObject): readonly RecommendedAlert[] {
  return recommendedAlerts.filter((alert) => alert.metric.on === on);
}

function ofVbr(name: string, unit: MetricUnit, meaning: string): Metric {
  return {
    namespace: vbrNamespace,
    name,
    on: 'vbr',
    unit,
    statistics: 'Value',
    dimensions: ['instanceId'],
    meaning,
    source: docs.vbrMetrics,
  };
}

/** A peering connection of router interfaces, the older way between a VBR and a VPC. */
function ofPeering(
  name: string,
  unit: MetricUnit,
  statistics: 'Average' | 'Maximum',
  meaning: string,
): Metric {
  return {
    namespace: 'acs_express_connect',
    name,
    on: 'peering',
    unit,
    statistics,
    dimensions: ['instanceId'],
    meaning,
    source: docs.peeringMetrics,
  };
}

function ofRegionLink(name: string, unit: MetricUnit, meaning: string): Metric {
  return {
    namespace: 'acs_cen',
    name,
    on: 'region-link',
    unit,
    statistics: 'Value',
    dimensions: ['cenId', 'geographicSpanId', 'localRegionId', 'oppositeRegionId'],
    meaning,
    source: docs.cenRegionMetrics,
  };
}

function ofCenVbr(name: string, unit: MetricUnit, meaning: string): Metric {
  return {
    namespace: 'acs_cen',
    name,
    on: 'cen-vbr',
    unit,
    statistics: 'Value',
    dimensions: ['cenId', 'vbrInstanceId'],
    meaning,
    source: docs.cenVbrMetrics,
  };
}

function ofEndpoint(name: string, unit: MetricUnit, meaning: string): Metric {
  return {
    namespace: 'acs_privatelink',
    name,
    on: 'endpoint',
    unit,
    statistics: 'Average',
    dimensions: ['instanceId'],
    meaning,
    source: docs.privatelinkMetrics,
  };
}

function ofVpn(name: string, unit: MetricUnit, dimensions: readonly string[], meaning: string): Metric {
  return {
    namespace: 'acs_vpn',
    name,
    on: 'vpn',
    unit,
    statistics: 'Value',
    dimensions,
    meaning,
    source: docs.vpnMetrics,
  };
}

function warn(operator: '>' | '>=', value: number): RecommendedThreshold {
  return { level: 'warn', operator, value };
}

function critical(operator: '>' | '>=' | '<', value: number): RecommendedThreshold {
  return { level: 'critical', operator, value };
}

/** Thresholds that Alibaba Cloud's own inspection skill grades a VBR by: the only published ones found. */
function documented(
  name: string,
  of: 'value' | 'rate-limit',
  thresholds: readonly RecommendedThreshold[],
): RecommendedAlert {
  return {
    metric: knownMetric(name),
    of,
    thresholds,
    times: 3,
    provenance: 'documented',
    source: docs.inspectionSkill,
  };
}

function proposed(name: string, thresholds: readonly RecommendedThreshold[]): RecommendedAlert {
  return {
    metric: knownMetric(name),
    of: 'value',
    thresholds,
    times: 3,
    provenance: 'proposed',
    source: undefined,
  };
}

function knownMetric(name: string): Metric {
  const metric = metricByName(name);
  if (metric === undefined) throw new Error(`no such metric: ${name}`);
  return metric;
}

/** The alert rules of a design: those it writes, and those that `alerts recommended` stands for. */
import {
  metricByName,
  metricPeriodS,
  recommendedAlertsFor,
  type MetricObject,
  type RecommendedAlert,
} from '../../model/catalog/metrics.ts';
import type { Alert, Circuit, Element, Monitoring, Topology, Vbr } from '../../model/topology.ts';
import { byId, linkResources, resourcesOf, type Dimensions } from './alert-resources.ts';
import { allPeerings, type PlacedPeering } from './attachments.ts';
import { endpointsOf } from './endpoints.ts';
import { vpnRegion } from './vpns.ts';

export interface PlacedAlert {
  readonly address: string;
  /** What people see beside the rule. */
  readonly name: string;
  readonly element: Element;
  readonly monitoring: Monitoring;
  readonly region: string | undefined;
  readonly namespace: string;
  readonly metric: string;
  readonly statistics: string;
  readonly periodS: number;
  readonly thresholds: readonly Threshold[];
  /** What is watched. */
  readonly resources: readonly Dimensions[];
}

export interface Threshold {
  readonly level: 'info' | 'warn' | 'critical';
  readonly operator: '>' | '>=' | '<' | '<=';
  readonly value: number;
  readonly times: number;
}

export function alertsOf(topology: Topology): PlacedAlert[] {
  return allAlerts(topology).filter(({ resources }) => resources.length > 0);
}

/** Those whose metric finds nothing to measure, as one of connections at a transit router that has none. */
export function idleAlertsOf(topology: Topology): PlacedAlert[] {
  return allAlerts(topology).filter(({ resources }) => resources.length === 0);
}

function allAlerts(topology: Topology): PlacedAlert[] {
  return topology.monitorings.flatMap((monitoring) => [
    ...monitoring.alerts.flatMap((alert) => writtenAlerts(topology, monitoring, alert)),
    ...(monitoring.alertsRecommended ? recommended(topology, monitoring) : []),
  ]);
}

export function contactGroupAddress(monitoring: Monitoring): string {
  return `${monitoring.path}/contact-group`;
}

/** Unverified: contacts and event rules belong to the account; the call goes to the network's region. */
export function monitoringRegion(topology: Topology): string {
  return (
    topology.network?.region ?? topology.vpcs[0]?.region ?? topology.circuits[0]?.region ?? 'cn-hangzhou'
  );
}

interface Watched {
  readonly on: MetricObject;
  readonly element: Element;
  readonly name: string;
  readonly address: string;
  readonly resources: readonly Dimensions[];
  readonly region: string | undefined;
  /** What 100 per cent stand for. */
  readonly rateMbps: number | undefined;
}

function recommended(topology: Topology, monitoring: Monitoring): PlacedAlert[] {
  return watchedBy(topology).flatMap((watched) =>
    recommendedAlertsFor(watched.on).flatMap((alert) => {
      const thresholds = thresholdsOf(alert, watched.rateMbps);
      if (thresholds === undefined) return [];
      return [
        {
          address: `${monitoring.path}/${watched.address}/${alert.metric.name}`,
          name: `${watched.name} ${alert.metric.name}`,
          element: monitoring,
          monitoring,
          region: watched.region,
          namespace: alert.metric.namespace,
          metric: alert.metric.name,
          statistics: alert.metric.statistics,
          periodS: metricPeriodS,
          thresholds,
          resources: watched.resources,
        },
      ];
    }),
  );
}

function watchedBy(topology: Topology): Watched[] {
  return [
    ...topology.circuits.map((circuit) => watchedCircuit(circuit)),
    ...topology.vbrs.map((vbr) => watchedVbr(vbr)),
    ...endpointsOf(topology).map(({ service, vpc, address }): Watched => ({
      on: 'endpoint',
      element: service,
      name: service.name,
      address,
      resources: byId(address),
      region: vpc.region,
      rateMbps: undefined,
    })),
    ...allPeerings(topology).map((placed) => watchedPeering(placed)),
  ];
}

function watchedPeering(placed: PlacedPeering): Watched {
  const { peering, from, to } = placed;
  return {
    on: 'region-link',
    element: peering,
    name: `${from.name}-${to.name}`,
    address: peering.path,
    resources: linkResources(placed),
    region: from.region,
    rateMbps: peering.bandwidthMbps,
  };
}

function watchedCircuit(circuit: Circuit): Watched {
  return {
    on: 'circuit',
    element: circuit,
    name: circuit.name,
    address: circuit.path,
    resources: byId(circuit.path),
    region: circuit.region,
    rateMbps: circuit.bandwidthMbps,
  };
}

function watchedVbr(vbr: Vbr): Watched {
  return {
    on: 'vbr',
    element: vbr,
    name: vbr.name,
    address: vbr.path,
    resources: byId(vbr.path),
    region: vbr.circuit?.region,
    rateMbps: vbr.rateLimitMbps ?? vbr.circuit?.bandwidthMbps,
  };
}

/** Shares of a rate become bit/s; without a rate there is nothing to take a share of. */
function thresholdsOf(alert: RecommendedAlert, rateMbps: number | undefined): Threshold[] | undefined {
  if (alert.of === 'rate-limit' && rateMbps === undefined) return undefined;
  const unit = alert.of === 'rate-limit' ? ((rateMbps ?? 0) * 1_000_000) / 100 : 1;
  return alert.thresholds.map((threshold) => ({
    level: threshold.level,
    operator: threshold.operator,
    value: Math.round(threshold.value * unit),
    times: alert.times,
  }));
}

function writtenAlerts(topology: Topology, monitoring: Monitoring, alert: Alert): PlacedAlert[] {
  const metric = alert.metric === undefined ? undefined : metricByName(alert.metric, alert.namespace);
  const namespace = alert.namespace ?? metric?.namespace;
  const { metric: name } = alert;
  if (name === undefined || namespace === undefined) return [];
  return alert.on.map((on) => ({
    address: `${alert.path}/${on.path}`,
    name: `${on.name} ${alert.name}`,
    element: alert,
    monitoring,
    region: regionOf(topology, on),
    namespace,
    metric: name,
    statistics: alert.statistics ?? metric?.statistics ?? 'Average',
    periodS: alert.periodS ?? metricPeriodS,
    thresholds: alert.thresholds,
    resources: resourcesOf(topology, metric, on),
  }));
}

/** An ECR belongs to no region; its rules live where the network does. */
function regionOf(topology: Topology, on: Alert['on'][number]): string | undefined {
  switch (on.kind) {
    case 'circuit':
    case 'transit-router':
      return on.region;
    case 'vbr':
      return on.circuit?.region;
    case 'vpn':
      return vpnRegion(topology, on);
    case 'ecr':
      return monitoringRegion(topology);
  }
}

import type { Circuit, QosPolicy, QosQueue, QosRule, Router, Site } from '../../model/topology.ts';
import { regionOfAccessPoint } from '../../model/catalog/access-points.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import { readMbps, readNumber, readPrefixes } from '../literals.ts';
import type { Build } from './build.ts';
import { named } from './build.ts';
import { cloudOf, compactMap, managedOf } from './common.ts';
import type { Made } from './made.ts';
import { refTo } from './refs.ts';

export function buildCircuit(build: Build, made: Made, node: Half<ast.Circuit>): Circuit | undefined {
  const base = named(build, node, 'circuit');
  if (base === undefined) return undefined;
  const circuit: Circuit = {
    ...base,
    ...cloudOf(node, base.path),
    ...siteEnd(made, node.from),
    kind: 'circuit',
    accessPoint: node.accessPoint,
    region: node.region ?? regionOf(node.accessPoint) ?? made.network?.region,
    type: node.type ?? 'dedicated',
    partner: node.partner,
    carrier: node.carrier,
    port: node.port,
    bandwidthMbps: readMbps(node.bandwidth),
    lineCode: node.lineCode,
    location: node.location,
    redundantTo: refTo(build, node.redundantTo?.ref),
    goLive: node.goLive,
    role: node.role,
  };
  return build.record(circuit, node);
}

/** The customer's end of a circuit or VPN: `dc-sh`, or one of its routers, `dc-sh.cpe-1`. */
export function siteEnd(
  made: Made,
  end: Half<ast.SiteRef> | undefined,
): { readonly site: Site | undefined; readonly router: Router | undefined } {
  const site = made.sites.get(end?.site?.ref);
  return { site, router: site?.routers.find(({ name }) => name === end?.router?.$refText) };
}

export function buildQos(build: Build, made: Made, node: Half<ast.Qos>): QosPolicy | undefined {
  const base = named(build, node, 'qos');
  if (base === undefined) return undefined;
  const policy: QosPolicy = {
    ...base,
    ...managedOf(node, base.path),
    kind: 'qos',
    circuits: compactMap(node.circuits, ({ ref }) => made.circuits.get(ref)),
    queues: compactMap(node.queues, (queue) => buildQueue(build, queue, base.path)),
  };
  return build.record(policy, node);
}

function buildQueue(build: Build, node: Half<ast.QosQueue>, parent: string): QosQueue | undefined {
  const base = named(build, node, 'queue', parent);
  if (base === undefined) return undefined;
  const queue: QosQueue = {
    ...base,
    ...managedOf(node, base.path),
    kind: 'qos-queue',
    queueKind: node.queueKind ?? 'default',
    percent: readNumber(node.share?.value),
    rules: compactMap(node.rules, (rule) => buildQosRule(build, rule, base.path)),
  };
  return build.record(queue, node);
}

function buildQosRule(build: Build, node: Half<ast.QosRule>, parent: string): QosRule | undefined {
  const base = named(build, node, 'rule', parent);
  if (base === undefined) return undefined;
  const rule: QosRule = {
    ...base,
    ...managedOf(node, base.path),
    kind: 'qos-rule',
    priority: readNumber(node.priority),
    protocol: node.protocol,
    sources: readPrefixes(node.sources),
    destinations: readPrefixes(node.destinations),
    sourcePort: readNumber(node.sourcePort),
    destinationPort: readNumber(node.destinationPort),
    dscp: readNumber(node.dscp),
    remarkDscp: readNumber(node.remark),
  };
  return build.record(rule, node);
}

function regionOf(accessPoint: string | undefined): string | undefined {
  return accessPoint === undefined ? undefined : regionOfAccessPoint(accessPoint);
}

import type {
  AllowedPrefixes,
  Attachment,
  Cen,
  Ecr,
  RegionPeering,
  RegionQueue,
  RouteTable,
  TransitRouter,
  TransitRouterCidr,
} from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import { isOn, readAsnValue, readMbps, readNumber, readPrefix, readPrefixes } from '../literals.ts';
import type { Build } from './build.ts';
import { named, unnamed } from './build.ts';
import { buildAggregate, buildRoute, cloudOf, compactMap, guardedOf, managedOf } from './common.ts';
import type { Made } from './made.ts';
import { attachable } from './made.ts';
import { buildPolicy } from './policies.ts';
import { refTo } from './refs.ts';

export function buildEcr(build: Build, made: Made, node: Half<ast.Ecr>): Ecr | undefined {
  const base = named(build, node, 'ecr');
  if (base === undefined) return undefined;
  const attached = compactMap(node.attached, ({ ref }) => ref);
  const ecr: Ecr = {
    ...base,
    ...cloudOf(node, base.path),
    kind: 'ecr',
    asn: readAsnValue(node.asn),
    vbrs: compactMap(attached, (target) => (target.$type === 'Vbr' ? made.vbrs.get(target) : undefined)),
    vpcs: compactMap(attached, (target) => (target.$type === 'Vpc' ? made.vpcs.get(target) : undefined)),
    others: compactMap(attached, (target) =>
      target.$type === 'Ecr' || target.$type === 'Vpn' ? refTo(build, target) : undefined,
    ),
    allowed: node.allowed.map((allowed) => buildAllowed(build, allowed, base.path)),
  };
  return build.record(ecr, node);
}

function buildAllowed(build: Build, node: Half<ast.AllowedPrefixes>, parent: string): AllowedPrefixes {
  const name = node.target?.$refText ?? '';
  const allowed: AllowedPrefixes = {
    ...unnamed(build, node, { name, key: `allow.${name}`, parent }),
    kind: 'allowed-prefixes',
    towards: refTo(build, node.target?.ref),
    mode: node.mode ?? 'match',
    prefixes: readPrefixes(node.prefixes),
  };
  return build.record(allowed, node);
}

export function buildCen(build: Build, made: Made, node: Half<ast.Cen>): Cen | undefined {
  const base = named(build, node, 'cen');
  if (base === undefined) return undefined;
  made.transitRouters.fill(node.transitRouters, (router) => buildTransitRouter(build, made, router, base));
  const cen: Cen = {
    ...base,
    ...cloudOf(node, base.path),
    kind: 'cen',
    transitRouters: compactMap(node.transitRouters, (router) => made.transitRouters.get(router)),
    peerings: node.peerings.map((peering) => buildPeering(build, made, peering, base.path)),
  };
  return build.record(cen, node);
}

function buildTransitRouter(
  build: Build,
  made: Made,
  node: Half<ast.TransitRouter>,
  cen: { readonly path: string; readonly name: string },
): TransitRouter | undefined {
  const base = named(build, node, 'transit-router', cen.path);
  if (base === undefined) return undefined;
  const { path } = base;
  const routeTables = compactMap(node.routeTables, (table) => buildRouteTable(build, made, table, path));
  const router: TransitRouter = {
    ...base,
    ...cloudOf(node, base.path),
    kind: 'transit-router',
    cenName: cen.name,
    region: node.region,
    edition: node.edition ?? 'enterprise',
    cidrs: node.cidrs.map((cidr) => buildCidr(build, cidr, path)),
    attachments: node.attachments.map((attachment) => buildAttachment(build, made, attachment, path)),
    routeTables,
    routes: node.routes.map((route) => buildRoute(build, route, path)),
    aggregates: node.aggregates.map((route) => buildAggregate(build, route, path)),
    policies: compactMap(node.policies, (policy) => buildPolicy(build, made, policy, { path, routeTables })),
  };
  return build.record(router, node);
}

function buildCidr(build: Build, node: Half<ast.TransitRouterCidr>, parent: string): TransitRouterCidr {
  const text = node.prefix ?? '';
  const prefix = readPrefix(text);
  const name = prefix?.text ?? text;
  const cidr: TransitRouterCidr = {
    ...unnamed(build, node, { name, key: `cidr.${name}`, parent }),
    kind: 'transit-router-cidr',
    prefix,
    // PublishCidrRoute is true unless it is set: aliyun-openapi-meta en-US/cbn/CreateTransitRouterCidr.json
    isPublished: isOn(node.publish, true),
  };
  return build.record(cidr, node);
}

function buildAttachment(build: Build, made: Made, node: Half<ast.Attachment>, parent: string): Attachment {
  const name = node.target?.$refText ?? '';
  const attachment: Attachment = {
    ...unnamed(build, node, { name, key: `attachment.${name}`, parent, at: 'target' }),
    ...guardedOf(node),
    kind: 'attachment',
    target: attachable(made, node.target?.ref),
    vswitches: compactMap(node.vswitches, ({ ref }) => made.vswitches.get(ref)),
    publishesRoutes: isOn(node.publishRoutes, true),
  };
  return build.record(attachment, node);
}

function buildRouteTable(
  build: Build,
  made: Made,
  node: Half<ast.RouteTable>,
  parent: string,
): RouteTable | undefined {
  const base = named(build, node, 'route-table', parent);
  if (base === undefined) return undefined;
  const table: RouteTable = {
    ...base,
    ...managedOf(node, base.path),
    kind: 'route-table',
    associated: compactMap(node.associated, ({ ref }) => attachable(made, ref)),
    propagated: compactMap(node.propagated, ({ ref }) => attachable(made, ref)),
    routes: node.routes.map((route) => buildRoute(build, route, base.path)),
    aggregates: node.aggregates.map((route) => buildAggregate(build, route, base.path)),
  };
  return build.record(table, node);
}

function buildPeering(
  build: Build,
  made: Made,
  node: Half<ast.RegionPeering>,
  parent: string,
): RegionPeering {
  const from = node.from?.$refText ?? '';
  const to = node.to?.$refText ?? '';
  const base = unnamed(build, node, { name: `${from} to ${to}`, key: `peering.${from}-to-${to}`, parent });
  const peering: RegionPeering = {
    ...base,
    ...guardedOf(node),
    kind: 'region-peering',
    from: made.transitRouters.get(node.from?.ref),
    to: made.transitRouters.get(node.to?.ref),
    bandwidthMbps: readMbps(node.bandwidth),
    billing: node.billing ?? 'data-transfer',
    packageId: node.packageId,
    link: node.link,
    publishesRoutes: isOn(node.publishRoutes, true),
    queues: compactMap(node.queues, (queue) => buildQueue(build, queue, base.path)),
  };
  return build.record(peering, node);
}

function buildQueue(build: Build, node: Half<ast.RegionQueue>, parent: string): RegionQueue | undefined {
  const base = named(build, node, 'queue', parent);
  if (base === undefined) return undefined;
  const queue: RegionQueue = {
    ...base,
    ...managedOf(node, base.path),
    kind: 'region-queue',
    percent: readNumber(node.share?.value),
    dscps: compactMap(node.dscps, readNumber),
  };
  return build.record(queue, node);
}

import type { AllowRule, SecurityGroup, Vpc, VpcRouteTable, VSwitch } from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import { isOn, readNumber, readPrefix, readPrefixes } from '../literals.ts';
import type { Build } from './build.ts';
import { named, unnamed } from './build.ts';
import { buildRoute, cloudOf, compactMap } from './common.ts';
import type { Made } from './made.ts';

export function buildVpc(build: Build, made: Made, node: Half<ast.Vpc>): Vpc | undefined {
  const base = named(build, node, 'vpc');
  if (base === undefined) return undefined;
  made.vswitches.fill(node.vswitches, (vswitch) => buildVSwitch(build, vswitch, base));
  const vpc: Vpc = {
    ...base,
    ...cloudOf(node, base.path),
    kind: 'vpc',
    region: node.region,
    prefixes: readPrefixes(node.prefixes),
    userPrefixes: readPrefixes(node.userPrefixes),
    hasIpv6: isOn(node.ipv6, false),
    vswitches: compactMap(node.vswitches, (vswitch) => made.vswitches.get(vswitch)),
    securityGroups: compactMap(node.securityGroups, (group) => buildGroup(build, made, group, base)),
    routes: node.routes.map((route) => buildRoute(build, route, base.path)),
    routeTables: compactMap(node.routeTables, (table) => buildTable(build, made, table, base)),
  };
  return build.record(vpc, node);
}

interface Parent {
  readonly path: string;
  readonly name: string;
}

function buildVSwitch(build: Build, node: Half<ast.VSwitch>, vpc: Parent): VSwitch | undefined {
  const base = named(build, node, 'vswitch', vpc.path);
  if (base === undefined) return undefined;
  const vswitch: VSwitch = {
    ...base,
    ...cloudOf(node, base.path),
    kind: 'vswitch',
    vpcName: vpc.name,
    zone: node.zone,
    prefix: readPrefix(node.prefix),
  };
  return build.record(vswitch, node);
}

function buildTable(
  build: Build,
  made: Made,
  node: Half<ast.VpcRouteTable>,
  vpc: Parent,
): VpcRouteTable | undefined {
  const base = named(build, node, 'route-table', vpc.path);
  if (base === undefined) return undefined;
  const table: VpcRouteTable = {
    ...base,
    ...cloudOf(node, base.path),
    kind: 'vpc-route-table',
    vpcName: vpc.name,
    vswitches: compactMap(node.vswitches, ({ ref }) => made.vswitches.get(ref)),
    // RoutePropagationEnable is true unless it is set: aliyun-openapi-meta en-US/vpc/ModifyRouteTableAttributes.json
    learnsRoutes: isOn(node.routePropagation, true),
    routes: node.routes.map((route) => buildRoute(build, route, base.path)),
  };
  return build.record(table, node);
}

function buildGroup(
  build: Build,
  made: Made,
  node: Half<ast.SecurityGroup>,
  vpc: Parent,
): SecurityGroup | undefined {
  const base = named(build, node, 'security-group', vpc.path);
  if (base === undefined) return undefined;
  const group: SecurityGroup = {
    ...base,
    ...cloudOf(node, base.path),
    kind: 'security-group',
    vpcName: vpc.name,
    allows: compactMap(node.allows, (allow) => buildAllow(build, made, allow, base.path)),
  };
  return build.record(group, node);
}

function buildAllow(build: Build, made: Made, node: Half<ast.Allow>, parent: string): AllowRule | undefined {
  const { protocol } = node;
  if (protocol === undefined) return undefined;
  const firstPort = readNumber(node.firstPort);
  const lastPort = readNumber(node.lastPort) ?? firstPort;
  const ports = [firstPort, readNumber(node.lastPort)].filter((port) => port !== undefined);
  const name = [protocol, ports.join('-')].filter((word) => word !== '').join(' ');
  const allow: AllowRule = {
    ...unnamed(build, node, { name, key: `allow.${name.replace(' ', '-')}`, parent }),
    kind: 'allow',
    protocol,
    firstPort,
    lastPort,
    sites: compactMap(node.sources, ({ site }) => made.sites.get(site?.ref)),
    prefixes: readPrefixes(node.sources.map(({ prefix }) => prefix)),
  };
  return build.record(allow, node);
}

import { regionOf } from '../../model/access-region.ts';
import type {
  EndpointResource,
  EndpointService,
  SecurityGroup,
  Service,
  ServiceAccess,
  TransitRouter,
  Vpc,
  VSwitchRef,
} from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import { isOn, readAddress, readMbps, readNumber, readPrefixes } from '../literals.ts';
import type { Build } from './build.ts';
import { named, unnamed } from './build.ts';
import { cloudOf, compactMap, managedOf } from './common.ts';
import type { Made } from './made.ts';

export function buildService(build: Build, made: Made, node: Half<ast.Service>): Service | undefined {
  const base = named(build, node, 'service');
  if (base === undefined) return undefined;
  const access = accessOf(made, node);
  const service: Service = {
    ...base,
    ...managedOf(node, base.path),
    kind: 'service',
    product: node.product,
    region: node.region ?? regionOf(access),
    access,
    address: readAddress(node.address),
    port: readNumber(node.port),
    prefixes: readPrefixes(node.prefixes),
    isControlled: isOn(node.controlled, false),
    cloudId: node.cloudId,
  };
  return build.record(service, node);
}

export function buildEndpointService(
  build: Build,
  node: Half<ast.EndpointService>,
): EndpointService | undefined {
  const base = named(build, node, 'endpoint-service');
  if (base === undefined) return undefined;
  const service: EndpointService = {
    ...base,
    ...cloudOf(node, base.path),
    kind: 'endpoint-service',
    region: node.region,
    resources: compactMap(node.resources, (resource) => buildResource(build, resource, base.path)),
    acceptsAll: isOn(node.autoAccept, false),
    accepted: compactMap(node.accepted, (endpoint) => endpoint),
    allowedAccounts: compactMap(node.allowedAccounts, (account) => account),
    bandwidthMbps: readMbps(node.bandwidth),
    payer: node.payer ?? 'endpoint',
    hasZoneAffinity: isOn(node.zoneAffinity, false),
  };
  return build.record(service, node);
}

function buildResource(
  build: Build,
  node: Half<ast.EndpointResource>,
  parent: string,
): EndpointResource | undefined {
  const { type, resourceId } = node;
  if (type === undefined || resourceId === undefined) return undefined;
  const key = `resource.${resourceId}.${node.zone ?? ''}`;
  const resource: EndpointResource = {
    ...unnamed(build, node, { name: resourceId, key, parent }),
    kind: 'endpoint-resource',
    type,
    resourceId,
    zone: node.zone,
  };
  return build.record(resource, node);
}

/** Without an `access`, a service with a vSwitch is in its VPC, and any other is public. */
function accessOf(made: Made, node: Half<ast.Service>): ServiceAccess {
  const { access } = node;
  switch (access?.kind) {
    case 'private-endpoint':
      return { kind: 'private-endpoint', via: doorOf(made, access.via?.ref) };
    case 'privatelink':
      return {
        kind: 'privatelink',
        zones: compactMap(access.zones, (zone) => vswitchOf(made, zone)),
        securityGroups: compactMap(access.securityGroups, (group) => groupOf(made, group)),
        endpointService: made.endpointServices.get(access.ownService?.ref) ?? access.endpointService,
        domain: access.domain,
      };
    case 'public':
      return { kind: 'public' };
    case undefined:
      return node.at === undefined ? { kind: 'public' } : { kind: 'vpc', at: vswitchOf(made, node.at) };
  }
}

function doorOf(made: Made, node: ast.ServiceDoor | undefined): TransitRouter | Vpc | undefined {
  switch (node?.$type) {
    case 'TransitRouter':
      return made.transitRouters.get(node);
    case 'Vpc':
      return made.vpcs.get(node);
    case undefined:
      return undefined;
  }
}

function vswitchOf(made: Made, node: Half<ast.VSwitchRef> | undefined): VSwitchRef | undefined {
  const vpc = made.vpcs.get(node?.vpc?.ref);
  const vswitch = made.vswitches.get(node?.vswitch?.ref);
  return vpc === undefined || vswitch === undefined ? undefined : { vpc, vswitch };
}

function groupOf(made: Made, node: Half<ast.SecurityGroupRef> | undefined): SecurityGroup | undefined {
  const name = node?.securityGroup?.$refText;
  return made.vpcs.get(node?.vpc?.ref)?.securityGroups.find((group) => group.name === name);
}

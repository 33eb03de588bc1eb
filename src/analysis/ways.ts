/**
 * The ways of traffic by structure: which part of a design leads to which, from the sites inwards. Parts go by their
 * paths. Structure is necessary and not sufficient, see `reachable.ts`: contents of route tables, routing policies,
 * allowed prefixes and security groups are not looked into.
 */
import {
  ecrTransitRouterPath,
  ecrVbrPath,
  ecrVpcPath,
  endpointZonePath,
  impliedAttachmentPath,
} from '../model/links.ts';
import { relations } from '../model/relations.ts';
import type { Attachment, Service, Site, Topology, TransitRouter, Vpc } from '../model/topology.ts';

/** Traffic that is at `from` can go on to `to`, and back. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

export interface Ways {
  readonly next: ReadonlyMap<string, readonly string[]>;
  readonly before: ReadonlyMap<string, readonly string[]>;
}

export function waysThrough(links: readonly Link[]): Ways {
  const next = new Map<string, string[]>();
  const before = new Map<string, string[]>();
  for (const { from, to } of links) {
    add(next, from, to);
    add(before, to, from);
  }
  return { next, before };
}

export function linksOf(topology: Topology): Link[] {
  return [
    ...topology.sites.flatMap((site) => siteLinks(topology, site)),
    ...topology.ecrs.flatMap((ecr) => [
      ...ecr.vbrs.flatMap((vbr) => chain(vbr.path, ecrVbrPath(ecr, vbr), ecr.path)),
      ...ecr.vpcs.flatMap((vpc) => chain(ecr.path, ecrVpcPath(ecr, vpc), vpc.path)),
    ]),
    ...topology.cens.flatMap((cen) => [
      ...cen.transitRouters.flatMap((transitRouter) => hubLinks(topology, transitRouter)),
      ...cen.peerings.flatMap(({ path, from, to }) =>
        from === undefined || to === undefined ? [] : across(path, from.path, to.path),
      ),
    ]),
    ...topology.vpcs.flatMap((vpc) => vpc.vswitches.map((vswitch) => ({ from: vpc.path, to: vswitch.path }))),
    ...topology.services.flatMap((service) => serviceLinks(topology, service)),
  ];
}

/** One after the other. */
export function chain(...parts: readonly string[]): Link[] {
  return parts.slice(1).map((to, index) => ({ from: parts[index] ?? to, to }));
}

/** What leaves a transit router towards a VPC, whether it came from a site or from another transit router. */
export function outOf(transitRouter: string, to: string): Link[] {
  return [
    { from: transitRouter, to },
    { from: behindPeering(transitRouter), to },
  ];
}

/** Traffic passes one inter-region connection at most: what came over one does not go on over another. */
export function across(peering: string, one: string, other: string): Link[] {
  return [...chain(one, peering, behindPeering(other)), ...chain(other, peering, behindPeering(one))];
}

/** A transit router has two nodes: for what enters the CEN there, and for what comes over a peering. */
export function partAt(node: string): string {
  return node.endsWith(mark) ? node.slice(0, -mark.length) : node;
}

export function behindPeering(transitRouter: string): string {
  return `${transitRouter}${mark}`;
}

/** No path has a blank in it. */
const mark = ' >';

function siteLinks(topology: Topology, site: Site): Link[] {
  const { circuitsOf, vbrsOn, vpnsOf } = relations(topology);
  return [
    ...circuitsOf(site).flatMap((circuit) => [
      ...chain(site.path, ...(circuit.router === undefined ? [] : [circuit.router.path]), circuit.path),
      ...vbrsOn(circuit).flatMap((vbr) => [
        { from: circuit.path, to: vbr.path },
        ...vbr.uplinks.map((vpc) => ({ from: vbr.path, to: vpc.path })),
      ]),
    ]),
    ...vpnsOf(site).flatMap((vpn) => [
      ...chain(site.path, ...(vpn.router === undefined ? [] : [vpn.router.path]), vpn.path),
      ...(vpn.target?.of === 'vpc' ? [{ from: vpn.path, to: vpn.target.path }] : []),
    ]),
  ];
}

function hubLinks(topology: Topology, transitRouter: TransitRouter): Link[] {
  const { attachments, path } = transitRouter;
  const targets = new Set(attachments.map(({ target }) => target));
  const implied = topology.vpns.filter((vpn) => vpn.target?.path === path && !targets.has(vpn));
  return [
    ...attachments.flatMap((attachment) => attachmentLinks(transitRouter, attachment)),
    ...implied.flatMap((vpn) => chain(vpn.path, impliedAttachmentPath(transitRouter, vpn), path)),
  ];
}

function attachmentLinks(transitRouter: TransitRouter, { path, target }: Attachment): Link[] {
  if (target === undefined) return [];
  if (target.kind === 'vpc') return [...outOf(transitRouter.path, path), { from: path, to: target.path }];
  if (target.kind === 'ecr')
    return chain(target.path, ecrTransitRouterPath(target, transitRouter), path, transitRouter.path);
  return chain(target.path, path, transitRouter.path);
}

function serviceLinks(topology: Topology, service: Service): Link[] {
  const { access, path, cloudId } = service;
  switch (access.kind) {
    case 'public':
      return [];
    case 'vpc':
      return access.at === undefined ? [] : [{ from: access.at.vswitch.path, to: path }];
    case 'private-endpoint': {
      const vpc = doorOf(topology, service);
      return vpc === undefined ? [] : [{ from: vpc.path, to: path }];
    }
    case 'privatelink':
      return access.zones.flatMap(({ vswitch }) => {
        const zone = cloudId === undefined ? vswitch.zone : undefined;
        return chain(vswitch.path, ...(zone === undefined ? [] : [endpointZonePath(path, zone)]), path);
      });
  }
}

/** Blocks in 100.64.0.0/10 answer inside the VPCs of their region: the one that the text names, else the first. */
function doorOf(topology: Topology, { access, region }: Service): Vpc | undefined {
  const via = access.kind === 'private-endpoint' ? access.via : undefined;
  if (via?.kind === 'vpc') return via;
  const hubs = relations(topology).transitRouters.map(({ transitRouter }) => transitRouter);
  const there = hubs.filter((hub) => hub.region === region);
  const [hub] = via !== undefined && (region === undefined || via.region === region) ? [via] : there;
  return hub?.attachments.flatMap(({ target }) => (target?.kind === 'vpc' ? [target] : []))[0];
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Express Connect Routers, CENs and transit routers. */
import type {
  AggregateRoute,
  Attachment,
  Cen,
  Ecr,
  PolicyMatch,
  PolicySet,
  RegionPeering,
  RouteTable,
  RoutingPolicy,
  TransitRouter,
} from '../../model/topology.ts';
import { block, list, optionalBlock, property, statement, toggle, type Entry } from './entry.ts';
import {
  bandwidth,
  cloudProperties,
  guarded,
  heading,
  managed,
  namesOf,
  percentage,
  quoted,
  routes,
  texts,
} from './words.ts';

export function ecrEntry(ecr: Ecr): Entry {
  return block(
    heading('ecr', ecr),
    [
      ...property('asn', ecr.asn),
      ...list('attach', namesOf([...ecr.vbrs, ...ecr.vpcs, ...ecr.others])),
      ...ecr.allowed.map((allowed) =>
        block(
          `allow to ${allowed.name}`,
          [statement(`mode ${allowed.mode}`), ...list('prefix', texts(allowed.prefixes))],
          allowed.path,
        ),
      ),
      ...cloudProperties(ecr),
    ],
    ecr.path,
  );
}

export function cenEntry(cen: Cen): Entry {
  return block(
    heading('cen', cen),
    [
      ...cen.transitRouters.map(transitRouterEntry),
      ...cen.peerings.map(peeringEntry),
      ...cloudProperties(cen),
    ],
    cen.path,
  );
}

function transitRouterEntry(router: TransitRouter): Entry {
  return block(
    heading('transit-router', router, `in ${router.region ?? 'unknown'}`),
    [
      ...(router.edition === 'enterprise' ? [] : [statement(`edition ${router.edition}`)]),
      ...router.cidrs.map(({ name, isPublished, path }) =>
        optionalBlock(`cidr ${name}`, toggle('publish', isPublished, true), path),
      ),
      ...attachEntries(router.attachments),
      ...router.routeTables.map(routeTableEntry),
      ...routes(router.routes),
      ...aggregates(router.aggregates),
      ...router.policies.map(policyEntry),
      ...cloudProperties(router),
    ],
    router.path,
  );
}

/** In the order of the design; those with nothing to say about themselves share a line. */
function attachEntries(attachments: readonly Attachment[]): Entry[] {
  const entries: Entry[] = [];
  let plain: Attachment[] = [];
  const close = () => {
    const paths = plain.map(({ path }) => path);
    if (plain.length > 0) entries.push(statement(`attach ${namesOf(plain).join(', ')}`, ...paths));
    plain = [];
  };
  for (const attachment of attachments) {
    const inner = attachmentInner(attachment);
    if (inner.length === 0) {
      plain.push(attachment);
      continue;
    }
    close();
    entries.push(block(`attach ${attachment.name}`, inner, attachment.path));
  }
  close();
  return entries;
}

function attachmentInner(attachment: Attachment): Entry[] {
  return [
    ...list('vswitch', namesOf(attachment.vswitches)),
    ...toggle('publish-routes', attachment.publishesRoutes, true),
    ...guarded(attachment),
  ];
}

function routeTableEntry(table: RouteTable): Entry {
  return block(
    heading('route-table', table),
    [
      ...list('associate', namesOf(table.associated)),
      ...list('propagate', namesOf(table.propagated)),
      ...routes(table.routes),
      ...aggregates(table.aggregates),
      ...managed(table),
    ],
    table.path,
  );
}

function aggregates(all: readonly AggregateRoute[]): Entry[] {
  return all.map(({ name, path }) => statement(`aggregate ${name}`, path));
}

function policyEntry(policy: RoutingPolicy): Entry {
  return block(
    heading('routing-policy', policy),
    [
      ...property('priority', policy.priority),
      ...(policy.direction === 'in' ? [] : [statement(`direction ${policy.direction}`)]),
      ...property('route-table', policy.table?.name),
      statement(`action ${policy.action}`),
      ...(policy.match === undefined ? [] : [matchEntry(policy.match)]),
      ...(policy.set === undefined ? [] : [setEntry(policy.set)]),
      ...managed(policy),
    ],
    policy.path,
  );
}

function matchEntry(match: PolicyMatch): Entry {
  const only = (isOnly: boolean) => (isOnly ? ' exactly' : '');
  const except = (isExcept: boolean) => (isExcept ? ' except' : '');
  return block('match', [
    ...list(`from${except(match.exceptSources)}`, namesOf(match.sources)),
    ...list(`to${except(match.exceptDestinations)}`, namesOf(match.destinations)),
    ...list('from-region', match.sourceRegions),
    ...list('to-region', match.destinationRegions),
    ...list(`prefix${only(match.exactPrefixes)}`, texts(match.prefixes)),
    ...list('route-type', match.routeTypes),
    ...list(`as-path${only(match.exactAsPath)}`, match.asPath),
    ...list(`community${only(match.exactCommunities)}`, match.communities.map(quoted)),
  ]);
}

function setEntry(set: PolicySet): Entry {
  return block('set', [
    ...property('preference', set.preference),
    ...list('prepend', set.prepend),
    ...list(`community ${set.communityMode ?? 'add'}`, set.communities.map(quoted)),
    ...property('next', set.next),
  ]);
}

function peeringEntry(peering: RegionPeering): Entry {
  const { billing, packageId } = peering;
  const named = packageId === undefined ? '' : ` ${quoted(packageId)}`;
  return block(
    `peering ${peering.name}`,
    [
      ...property('bandwidth', bandwidth(peering.bandwidthMbps)),
      ...(billing === 'data-transfer' && named === '' ? [] : [statement(`billing ${billing}${named}`)]),
      ...property('link', peering.link),
      ...toggle('publish-routes', peering.publishesRoutes, true),
      ...peering.queues.map((queue) =>
        block(
          heading('queue', queue),
          [...property('share', percentage(queue.percent)), ...list('dscp', queue.dscps), ...managed(queue)],
          queue.path,
        ),
      ),
      ...guarded(peering),
    ],
    peering.path,
  );
}

/** Where traffic went before its target was there: to what had the addresses that the target has now. */
import { overlaps } from '../model/ip.ts';
import type { Service, Topology, Vpc } from '../model/topology.ts';
import { routeOf, type End, type Flow, type Route } from './flows.ts';

/** The nearest first. `former` are VPCs that the design no longer has, and are there until they are removed. */
export function standInsFor(topology: Topology, flow: Flow, former: readonly End[]): Route[] {
  const { site, target } = flow;
  const own = target.kind === 'service' ? vpcsOf(topology, target) : [];
  const { prefixes } = routeOf(flow).target;
  const addresses = [...prefixes, ...own.flatMap((vpc) => vpc.prefixes)];
  const had = former.filter((end) =>
    end.prefixes.some((one) => addresses.some((other) => overlaps(one, other))),
  );
  return [...own, ...had].map((end) => ({ site, target: end }));
}

/** Where a service answers. Blocks in 100.64.0.0/10 do so in every VPC of their region. */
function vpcsOf({ vpcs }: Topology, { access, region }: Service): readonly Vpc[] {
  switch (access.kind) {
    case 'public':
      return [];
    case 'vpc':
      return access.at === undefined ? [] : [access.at.vpc];
    case 'privatelink':
      return [...new Set(access.zones.map(({ vpc }) => vpc))];
    case 'private-endpoint':
      return vpcs.filter((vpc) => region === undefined || vpc.region === region);
  }
}

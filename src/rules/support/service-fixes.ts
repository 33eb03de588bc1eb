/** Repairs that several rules about services offer. */
import { structuralReach, transitRoutersOf } from '../../analysis/reachable.ts';
import { privateLinkService } from '../../model/catalog/services.ts';
import type {
  EndpointService,
  SecurityGroup,
  Service,
  Site,
  Topology,
  Vpc,
  VSwitchRef,
} from '../../model/topology.ts';
import { add, set, type Fix } from '../rule.ts';
import { canAttach } from './attachments.ts';
import { quoted } from './phrases.ts';
import { servesUsers } from './service-path.ts';

/** Whether PrivateLink is known to serve the product in the service's region. */
export function hasPrivateLink({ product, region }: Service): boolean {
  return product !== undefined && region !== undefined && privateLinkService(product, region) !== undefined;
}

/** Lets PrivateLink serve it, where the catalog knows that it can and the design has a VPC to stand in. */
export function usePrivateLink(topology: Topology, service: Service): Fix | undefined {
  const zones = hasPrivateLink(service) ? endpointZones(topology, service) : undefined;
  if (zones === undefined) return undefined;
  const text = privateLinkText({
    zones,
    securityGroups: [],
    endpointService: undefined,
    domain: undefined,
  });
  return { title: 'Reach it through a PrivateLink endpoint', edits: [set(service, 'access', text)] };
}

/** The same for all of several services; `undefined` when one of them has to stay as it is. */
export function usePrivateLinkForAll(topology: Topology, services: readonly Service[]): Fix | undefined {
  const others = services.filter(({ access }) => access.kind !== 'privatelink');
  const fixes = others.flatMap((service) => usePrivateLink(topology, service) ?? []);
  if (others.length === 0 || fixes.length < others.length) return undefined;
  return {
    title: `Reach ${quoted(others)} through PrivateLink`,
    edits: fixes.flatMap(({ edits }) => edits),
  };
}

interface EndpointFacts {
  readonly zones: readonly VSwitchRef[];
  readonly securityGroups: readonly Pick<SecurityGroup, 'vpcName' | 'name'>[];
  readonly endpointService: EndpointService | string | undefined;
  readonly domain: string | undefined;
}

/** The value of `access` for an endpoint, as the language writes it. */
export function privateLinkText(access: EndpointFacts): string {
  const { zones, securityGroups, endpointService, domain } = access;
  const places = zones.map(({ vpc, vswitch }) => `${vpc.name}.${vswitch.name}`).join(', ');
  const groups = securityGroups.map(({ vpcName, name }) => `${vpcName}.${name}`).join(', ');
  const details = [
    ...(groups === '' ? [] : [`security-group ${groups}`]),
    ...(endpointService === undefined ? [] : [`endpoint-service ${endpointServiceText(endpointService)}`]),
    ...(domain === undefined ? [] : [`domain ${JSON.stringify(domain)}`]),
  ];
  const block = details.length === 0 ? '' : ` { ${details.join(' ')} }`;
  return `privatelink${places === '' ? '' : ` in ${places}`}${block}`;
}

function endpointServiceText(service: EndpointService | string): string {
  return typeof service === 'string' ? JSON.stringify(service) : service.name;
}

/** Attaches a VPC to a transit router of its region that all these sites reach. */
export function attachVpc(topology: Topology, sites: readonly Site[], vpc: Vpc): Fix | undefined {
  // Sites that share a way into the cloud share the answer.
  const reached = new Set(sites.map((site) => structuralReach(topology, site).transitRouters));
  const [first, ...others] = reached;
  const transitRouter = [...(first ?? [])].find(
    (router) =>
      router.region === vpc.region &&
      router.edition === 'enterprise' &&
      canAttach(vpc, router) &&
      others.every((routers) => routers.has(router)),
  );
  if (transitRouter === undefined) return undefined;
  return {
    title: `Attach VPC '${vpc.name}' to transit router '${transitRouter.name}'`,
    edits: [add(transitRouter, `attach ${vpc.name}`)],
  };
}

/**
 * One vSwitch in each of the first two zones of a VPC in the region that the service's users reach, if possible
 * of one on a transit router.
 */
function endpointZones(topology: Topology, service: Service): readonly VSwitchRef[] | undefined {
  const candidates = topology.vpcs.filter(
    (vpc) =>
      vpc.region === service.region &&
      zonesOf(vpc).length >= 2 &&
      servesUsers(topology, service, (site) => structuralReach(topology, site).vpcs.has(vpc)),
  );
  const vpc =
    candidates.find((candidate) => transitRoutersOf(topology, candidate).length > 0) ?? candidates[0];
  return vpc && zonesOf(vpc).slice(0, 2);
}

/** The first vSwitch of each zone. */
function zonesOf(vpc: Vpc): readonly VSwitchRef[] {
  const zones = new Map<string, VSwitchRef>();
  for (const vswitch of vpc.vswitches) {
    if (vswitch.zone !== undefined && !zones.has(vswitch.zone)) zones.set(vswitch.zone, { vpc, vswitch });
  }
  return [...zones.values()];
}

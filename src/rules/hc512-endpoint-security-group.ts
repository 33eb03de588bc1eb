import { sitesUsing } from '../analysis/usage.ts';
import { serviceByProduct } from '../model/catalog/services.ts';
import { api, docs } from '../model/catalog/sources.ts';
import { containsPrefix } from '../model/ip.ts';
import type { AllowRule, SecurityGroup, Service, Site, Topology } from '../model/topology.ts';
import { freeName, namedBriefly, quoted } from './support/phrases.ts';
import { privateLinkText } from './support/service-fixes.ts';
import { add, defineRule, set, type Fix } from './rule.ts';

export const endpointSecurityGroup = defineRule({
  id: 'HC512',
  severity: 'warning',
  title: 'Endpoint whose security group keeps the site out',
  why: 'The interfaces of a PrivateLink endpoint admit only what their security group allows.',
  sources: [docs.privatelink, api('privatelink/CreateVpcEndpoint')],

  *check(topology) {
    for (const service of topology.services) {
      const { access } = service;
      if (access.kind !== 'privatelink' || access.zones.length === 0) continue;
      const port = portOf(service);
      const { securityGroups } = access;
      const [group] = securityGroups;
      const sites = sitesUsing(topology, service).filter((site) => !admit(securityGroups, site, port));
      if (sites.length === 0) continue;
      const fix =
        group === undefined ? newGroup(topology, service, sites, port) : allowSites(group, sites, port);
      yield {
        element: group ?? service,
        ...(group === undefined && { property: 'access' }),
        message:
          group === undefined
            ? `The endpoint of service '${service.name}' has no security group that admits ${namedBriefly('site', sites)} on TCP port ${port}`
            : `${groupsInWords(securityGroups)} not admit ${namedBriefly('site', sites)} on TCP port ${port}, so service '${service.name}' stays out of reach`,
        ...(fix && { fix }),
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16, 10.20.0.0/16 }
      vpc ai in cn-beijing {
        prefix 172.20.0.0/16
        vswitch ep-h in cn-beijing-h { prefix 172.20.1.0/24 }
        vswitch ep-k in cn-beijing-k { prefix 172.20.2.0/24 }
        security-group endpoint { allow tcp 443 from 10.10.0.0/16 }
        //             ^^^^^^^^ HC512
      }
      service bailian {
        product model-studio
        in cn-beijing
        access privatelink in ai.ep-h, ai.ep-k { security-group ai.endpoint }
      }
      expect dc reaches bailian`,
    good: `
      site dc { prefix 10.10.0.0/16, 10.20.0.0/16 }
      vpc ai in cn-beijing {
        prefix 172.20.0.0/16
        vswitch ep-h in cn-beijing-h { prefix 172.20.1.0/24 }
        vswitch ep-k in cn-beijing-k { prefix 172.20.2.0/24 }
        security-group endpoint { allow tcp 443 from 10.10.0.0/16 allow tcp 443 from dc }
      }
      service bailian {
        product model-studio
        in cn-beijing
        access privatelink in ai.ep-h, ai.ep-k { security-group ai.endpoint }
      }
      expect dc reaches bailian`,
  },
});

function portOf({ port, product }: Service): number {
  return port ?? (product === undefined ? undefined : serviceByProduct(product)?.port) ?? 443;
}

function groupsInWords(groups: readonly SecurityGroup[]): string {
  return groups.length === 1
    ? `Security group ${quoted(groups)} does`
    : `Security groups ${quoted(groups)} do`;
}

/** Whether the groups' rules for this port together admit every prefix of the site; IPv6 is left to the design. */
function admit(groups: readonly SecurityGroup[], site: Site, port: number): boolean {
  const open = groups.flatMap(({ allows }) => allows).filter((rule) => opensPort(rule, port));
  if (open.some(({ sites }) => sites.includes(site))) return true;
  const sources = open.flatMap(({ prefixes }) => prefixes);
  return site.prefixes
    .filter(({ version }) => version === 4)
    .every((prefix) => sources.some((source) => containsPrefix(source, prefix)));
}

function opensPort({ protocol, firstPort, lastPort }: AllowRule, port: number): boolean {
  if (protocol === 'all') return true;
  if (protocol !== 'tcp' || firstPort === undefined) return false;
  return firstPort <= port && port <= (lastPort ?? firstPort);
}

function allowSites(group: SecurityGroup, sites: readonly Site[], port: number): Fix {
  return {
    title: `Admit ${quoted(sites)}`,
    edits: [add(group, `allow tcp ${String(port)} from ${sites.map(({ name }) => name).join(', ')}`)],
  };
}

function newGroup(
  topology: Topology,
  service: Service,
  sites: readonly Site[],
  port: number,
): Fix | undefined {
  const { access } = service;
  if (access.kind !== 'privatelink' || access.zones[0] === undefined) return undefined;
  const { vpc } = access.zones[0];
  const name = freeName(topology, 'endpoint');
  const from = sites.map((site) => site.name).join(', ');
  const text = privateLinkText({ ...access, securityGroups: [{ vpcName: vpc.name, name }] });
  return {
    title: 'Add a security group',
    edits: [
      add(vpc, `security-group ${name} { allow tcp ${String(port)} from ${from} }`),
      set(service, 'access', text),
    ],
  };
}

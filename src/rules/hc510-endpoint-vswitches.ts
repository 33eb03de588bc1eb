import { api } from '../model/catalog/sources.ts';
import type { Service, VSwitchRef } from '../model/topology.ts';
import { privateLinkText } from './support/service-fixes.ts';
import { defineRule, set, type Violation } from './rule.ts';

export const endpointVSwitches = defineRule({
  id: 'HC510',
  severity: 'error',
  title: 'Endpoint with vSwitches that do not go together',
  why: 'An endpoint stands in one VPC and has one vSwitch in each of its zones.',
  sources: [api('privatelink/CreateVpcEndpoint')],

  *check(topology) {
    for (const service of topology.services) {
      const { access } = service;
      if (access.kind !== 'privatelink') continue;
      const [first, ...others] = access.zones;
      if (first === undefined) continue;
      const foreign = others.find(({ vpc }) => vpc !== first.vpc);
      if (foreign !== undefined) {
        yield finding(
          service,
          foreign,
          `'${foreign.vswitch.name}' is in VPC '${foreign.vpc.name}' and '${first.vswitch.name}' in VPC '${first.vpc.name}'; an endpoint stands in one VPC`,
        );
        continue;
      }
      const seen = new Map<string, VSwitchRef>();
      for (const place of access.zones) {
        const { zone, name } = place.vswitch;
        const before = zone === undefined ? undefined : seen.get(zone);
        if (zone !== undefined && before === undefined) seen.set(zone, place);
        if (before === undefined) continue;
        yield finding(
          service,
          place,
          `'${name}' and '${before.vswitch.name}' are both in ${zone ?? ''}; an endpoint has one vSwitch in each zone`,
        );
        break;
      }
    }
  },

  examples: {
    bad: `
      vpc ai in cn-beijing {
        prefix 172.20.0.0/16
        vswitch ep-h in cn-beijing-h { prefix 172.20.1.0/24 }
        vswitch ep-h2 in cn-beijing-h { prefix 172.20.2.0/24 }
        vswitch ep-k in cn-beijing-k { prefix 172.20.3.0/24 }
      }
      service bailian { product model-studio in cn-beijing access privatelink in ai.ep-h, ai.ep-h2, ai.ep-k }
      //                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC510`,
    good: `
      vpc ai in cn-beijing {
        prefix 172.20.0.0/16
        vswitch ep-h in cn-beijing-h { prefix 172.20.1.0/24 }
        vswitch ep-h2 in cn-beijing-h { prefix 172.20.2.0/24 }
        vswitch ep-k in cn-beijing-k { prefix 172.20.3.0/24 }
      }
      service bailian { product model-studio in cn-beijing access privatelink in ai.ep-h, ai.ep-k }`,
  },
});

function finding(service: Service, wrong: VSwitchRef, problem: string): Violation {
  const { access } = service;
  const zones = access.kind === 'privatelink' ? access.zones.filter((place) => place !== wrong) : [];
  return {
    element: service,
    property: 'access',
    message: `The endpoint of service '${service.name}' cannot be created: ${problem}`,
    ...(access.kind === 'privatelink' && {
      fix: {
        title: `Take out vSwitch '${wrong.vswitch.name}'`,
        edits: [set(service, 'access', privateLinkText({ ...access, zones }))],
      },
    }),
  };
}

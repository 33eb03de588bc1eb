import { docs } from '../model/catalog/sources.ts';
import type { Service, VSwitchRef } from '../model/topology.ts';
import { privateLinkText } from './support/service-fixes.ts';
import { defineRule, set, type Fix } from './rule.ts';

export const endpointZones = defineRule({
  id: 'HC509',
  severity: 'warning',
  title: 'Endpoint in one zone',
  why: 'A PrivateLink endpoint has an address in each of its zones; with one zone only, the loss of that zone takes the service away. Each zone costs an instance fee.',
  sources: [docs.modelStudio, docs.privatelinkBilling],

  *check(topology) {
    for (const service of topology.services) {
      const { access } = service;
      if (access.kind !== 'privatelink') continue;
      const zones = new Set(access.zones.map(({ vswitch }) => vswitch.zone));
      // HC510 speaks about two vSwitches in one zone.
      if (zones.size >= 2 || access.zones.length >= 2) continue;
      const [only] = access.zones;
      const fix = only === undefined ? undefined : addZone(service, only);
      yield {
        element: service,
        property: 'access',
        message:
          only === undefined
            ? `The endpoint of service '${service.name}' stands in no vSwitch; name vSwitches in two zones`
            : `The endpoint of service '${service.name}' stands in ${only.vswitch.zone ?? 'one zone'} only and fails with it; add a vSwitch in another zone`,
        ...(fix && { fix }),
      };
    }
  },

  examples: {
    bad: `
      vpc ai in cn-beijing {
        prefix 172.20.0.0/16
        vswitch ep-h in cn-beijing-h { prefix 172.20.1.0/24 }
        vswitch ep-k in cn-beijing-k { prefix 172.20.2.0/24 }
        security-group endpoint { allow tcp 443 from 10.10.0.0/16 }
      }
      service bailian {
        product model-studio
        in cn-beijing
        access privatelink in ai.ep-h { security-group ai.endpoint }
        //     ^^^^^^^^^^^ HC509
      }`,
    good: `
      vpc ai in cn-beijing {
        prefix 172.20.0.0/16
        vswitch ep-h in cn-beijing-h { prefix 172.20.1.0/24 }
        vswitch ep-k in cn-beijing-k { prefix 172.20.2.0/24 }
        security-group endpoint { allow tcp 443 from 10.10.0.0/16 }
      }
      service bailian {
        product model-studio
        in cn-beijing
        access privatelink in ai.ep-h, ai.ep-k { security-group ai.endpoint }
      }`,
  },
});

function addZone(service: Service, { vpc, vswitch }: VSwitchRef): Fix | undefined {
  const other = vpc.vswitches.find(({ zone }) => zone !== undefined && zone !== vswitch.zone);
  if (other === undefined || service.access.kind !== 'privatelink') return undefined;
  const access = { ...service.access, zones: [...service.access.zones, { vpc, vswitch: other }] };
  return {
    title: `Add vSwitch '${other.name}' in ${other.zone ?? ''}`,
    edits: [set(service, 'access', privateLinkText(access))],
  };
}

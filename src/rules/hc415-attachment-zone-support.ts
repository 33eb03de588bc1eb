import { regionById } from '../model/catalog/regions.ts';
import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import type { Attachment, Vpc } from '../model/topology.ts';
import { named } from './support/phrases.ts';
import { defineRule, set, type Fix } from './rule.ts';

export const attachmentZoneSupport = defineRule({
  id: 'HC415',
  severity: 'warning',
  title: 'Attachment in a zone without transit router support',
  why: 'The interfaces of a transit router stand in zones that support it; such a zone serves resources in all zones of the VPC.',
  sources: [docs.transitRouterZones],

  *check(topology) {
    for (const { transitRouter } of relations(topology).transitRouters) {
      const { region } = transitRouter;
      const supported = region === undefined ? undefined : regionById(region)?.transitRouterZones;
      if (supported === undefined) continue;
      for (const attachment of transitRouter.attachments) {
        const vpc = attachment.target;
        if (vpc?.kind !== 'vpc' || vpc.region !== region) continue;
        const vswitches = attachment.vswitches.length > 0 ? attachment.vswitches : vpc.vswitches;
        const wrong = vswitches.filter(({ zone }) => zone !== undefined && !supported.includes(zone));
        if (wrong.length === 0) continue;
        const fix = useSupportedZones(attachment, vpc, supported);
        yield {
          element: attachment,
          message: `No transit router support is listed where ${named('vSwitch', wrong)} of VPC '${vpc.name}' stands; attach in ${supported.join(', ')}`,
          related: wrong.map((vswitch) => ({ element: vswitch, message: `stands in ${vswitch.zone ?? ''}` })),
          ...(fix && { fix }),
        };
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-a in cn-shanghai-a { prefix 192.168.1.0/24 }
        vswitch app-l in cn-shanghai-l { prefix 192.168.2.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.3.0/24 }
      }
      cen backbone { transit-router tr in cn-shanghai { attach prod { vswitch app-a, app-l } } }
      //                                                       ^^^^ HC415`,
    good: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-a in cn-shanghai-a { prefix 192.168.1.0/24 }
        vswitch app-l in cn-shanghai-l { prefix 192.168.2.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.3.0/24 }
      }
      cen backbone { transit-router tr in cn-shanghai { attach prod { vswitch app-l, app-m } } }`,
  },
});

/** One vSwitch in each zone that supports it, where the VPC has at least two of them. */
function useSupportedZones(attachment: Attachment, vpc: Vpc, supported: readonly string[]): Fix | undefined {
  const byZone = new Map(vpc.vswitches.toReversed().map((vswitch) => [vswitch.zone ?? '', vswitch]));
  const fitting = vpc.vswitches.filter(
    (vswitch) => supported.includes(vswitch.zone ?? '') && byZone.get(vswitch.zone ?? '') === vswitch,
  );
  if (fitting.length < 2) return undefined;
  return {
    title: 'Attach in supported zones',
    edits: [set(attachment, 'vswitch', fitting.map(({ name }) => name).join(', '))],
  };
}

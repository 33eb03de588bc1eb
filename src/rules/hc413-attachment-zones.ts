import { transitRouterLimits } from '../model/catalog/limits.ts';
import { relations } from '../model/relations.ts';
import type { Attachment, TransitRouter, Vpc } from '../model/topology.ts';
import { canAttach, isElsewhere, zonesOf } from './support/attachments.ts';
import { quoted } from './support/phrases.ts';
import { defineRule, set, type Fix, type Violation } from './rule.ts';

export const attachmentZones = defineRule({
  id: 'HC413',
  severity: 'error',
  title: 'VPC attachment without two zones',
  why: 'A transit router takes an interface in at least two zones of a VPC, so that the loss of a zone does not cut it off; only regions with a single zone are exempt.',
  sources: transitRouterLimits.zonesPerAttachment.sources,

  *check(topology) {
    for (const { transitRouter } of relations(topology).transitRouters) {
      for (const attachment of transitRouter.attachments) {
        const vpc = attachment.target;
        if (vpc?.kind !== 'vpc' || canAttach(vpc, transitRouter, attachment.vswitches)) continue;
        if (isElsewhere(vpc, transitRouter)) {
          yield elsewhere(attachment, vpc, transitRouter);
          continue;
        }
        const used = attachment.vswitches.length > 0 ? attachment.vswitches : vpc.vswitches;
        const zones = zonesOf(used, transitRouter.region);
        const fix = useAnotherZone(attachment, vpc);
        yield {
          element: attachment,
          message: `VPC '${vpc.name}' meets transit router '${transitRouter.name}' in ${placeOf(zones)}, which is refused; add a vSwitch in another zone`,
          ...(fix && { fix }),
        };
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
      }
      cen backbone { transit-router tr in cn-shanghai { attach prod { vswitch app-l } } }
      //                                                       ^^^^ HC413`,
    good: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
        vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
      }
      cen backbone { transit-router tr in cn-shanghai { attach prod { vswitch app-l, app-m } } }`,
  },
});

function elsewhere(attachment: Attachment, vpc: Vpc, { name, region }: TransitRouter): Violation {
  return {
    element: attachment,
    message: `VPC '${vpc.name}' is in ${vpc.region ?? ''}, and transit router '${name}' has its zones in ${region ?? ''}, so the attachment is refused; attach the VPC in its own region`,
    related: [{ element: vpc, message: `is in ${vpc.region ?? ''}` }],
  };
}

function placeOf(zones: readonly string[]): string {
  return zones.length === 0 ? 'no zone' : `zone ${quoted(zones)} only`;
}

function useAnotherZone(attachment: Attachment, vpc: Vpc): Fix | undefined {
  if (attachment.vswitches.length === 0) return undefined;
  const used = zonesOf(attachment.vswitches, vpc.region);
  const other = vpc.vswitches.find((vswitch) =>
    zonesOf([vswitch], vpc.region).some((zone) => !used.includes(zone)),
  );
  if (other === undefined) return undefined;
  const names = [...attachment.vswitches, other].map(({ name }) => name);
  return {
    title: `Use vSwitch '${other.name}' as well`,
    edits: [set(attachment, 'vswitch', names.join(', '))],
  };
}

import { transitRouterLimits } from '../model/catalog/limits.ts';
import { relations } from '../model/relations.ts';
import { defineRule } from './rule.ts';

export const attachmentTooManyZones = defineRule({
  id: 'HC414',
  severity: 'error',
  title: 'VPC attachment in too many zones',
  why: 'One call attaches a VPC in at most ten zones, with one vSwitch in each.',
  sources: transitRouterLimits.zonesPerAttachment.sources,

  *check(topology) {
    const { max } = transitRouterLimits.zonesPerAttachment.value;
    for (const { transitRouter } of relations(topology).transitRouters) {
      for (const attachment of transitRouter.attachments) {
        const count = attachment.vswitches.length;
        if (attachment.target?.kind !== 'vpc' || count <= max) continue;
        yield {
          element: attachment,
          property: 'vswitch',
          message: `VPC '${attachment.target.name}' is attached with ${count} vSwitches, and ${max} are the most; two or three zones are enough for the whole VPC`,
        };
      }
    }
  },

  examples: {
    bad: `
      vpc wide in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch a in cn-shanghai-a { prefix 192.168.1.0/24 }
        vswitch b in cn-shanghai-b { prefix 192.168.2.0/24 }
        vswitch c in cn-shanghai-c { prefix 192.168.3.0/24 }
        vswitch d in cn-shanghai-d { prefix 192.168.4.0/24 }
        vswitch e in cn-shanghai-e { prefix 192.168.5.0/24 }
        vswitch f in cn-shanghai-f { prefix 192.168.6.0/24 }
        vswitch g in cn-shanghai-g { prefix 192.168.7.0/24 }
        vswitch h in cn-shanghai-h { prefix 192.168.8.0/24 }
        vswitch i in cn-shanghai-i { prefix 192.168.9.0/24 }
        vswitch j in cn-shanghai-j { prefix 192.168.10.0/24 }
        vswitch k in cn-shanghai-k { prefix 192.168.11.0/24 }
      }
      cen backbone {
        transit-router tr in cn-shanghai { attach wide { vswitch a, b, c, d, e, f, g, h, i, j, k } }
        //                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC414
      }`,
    good: `
      vpc wide in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch a in cn-shanghai-a { prefix 192.168.1.0/24 }
        vswitch b in cn-shanghai-b { prefix 192.168.2.0/24 }
      }
      cen backbone {
        transit-router tr in cn-shanghai { attach wide { vswitch a, b } }
      }`,
  },
});

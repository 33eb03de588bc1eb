import { regionById, regionOfZone } from '../model/catalog/regions.ts';
import { api } from '../model/catalog/sources.ts';
import { defineRule } from './rule.ts';

export const zoneInOtherRegion = defineRule({
  id: 'HC125',
  severity: 'error',
  title: 'vSwitch in a zone of another region',
  why: 'A vSwitch is created in a zone of the region of its VPC.',
  sources: [api('vpc/CreateVSwitch')],

  *check(topology) {
    for (const vpc of topology.vpcs) {
      const { region } = vpc;
      // An unknown region is HC124.
      if (region === undefined || regionById(region) === undefined) continue;
      for (const vswitch of vpc.vswitches) {
        const { zone } = vswitch;
        if (zone === undefined || regionOfZone(zone) === region) continue;
        yield {
          element: vswitch,
          property: 'in',
          message: `vSwitch '${vswitch.name}' is in ${zone}, which is no zone of ${region}, the region of VPC '${vpc.name}', so it cannot be created`,
        };
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-beijing-h { prefix 192.168.1.0/24 }
        //             ^^^^^^^^^^^^ HC125
        vswitch data in cn-shanghai-m { prefix 192.168.2.0/24 }
      }`,
    good: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
        vswitch data in cn-shanghai-m { prefix 192.168.2.0/24 }
      }`,
  },
});

import { api } from '../model/catalog/sources.ts';
import { allRoutes } from '../model/routes.ts';
import { defineRule } from './rule.ts';

export const vswitchEqualsRoute = defineRule({
  id: 'HC123',
  severity: 'warning',
  title: 'Route to the block of a vSwitch',
  why: 'A vSwitch whose block is the destination of a route of its VPC is refused; narrow or widen the route.',
  sources: [api('vpc/CreateVSwitch')],

  *check(topology) {
    for (const vpc of topology.vpcs) {
      const vswitches = new Map(vpc.vswitches.map((vswitch) => [vswitch.prefix?.text, vswitch]));
      for (const route of allRoutes(vpc)) {
        const vswitch = route.prefix === undefined ? undefined : vswitches.get(route.prefix.text);
        if (vswitch === undefined) continue;
        yield {
          element: route,
          property: 'route',
          message: `VPC '${vpc.name}' routes ${route.prefix?.text ?? ''} away, which is the block of its vSwitch '${vswitch.name}', so the vSwitch cannot be created`,
          related: [{ element: vswitch, message: 'has this block' }],
        };
      }
    }
  },

  examples: {
    bad: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
        route 192.168.1.0/24 to tr
        //    ^^^^^^^^^^^^^^ HC123
      }
      cen backbone { transit-router tr in cn-shanghai { attach prod } }`,
    good: `
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
        route 10.0.0.0/8 to tr
      }
      cen backbone { transit-router tr in cn-shanghai { attach prod } }`,
  },
});

import { docs } from '../model/catalog/sources.ts';
import { samePrefix, serviceBlock, type Prefix } from '../model/ip.ts';
import { add, defineRule, remove, set } from './rule.ts';

const halves = ['100.64.0.0/11', '100.96.0.0/11'];

export const wholeServiceBlockOnVbr = defineRule({
  id: 'HC503',
  severity: 'error',
  title: 'Route for exactly 100.64.0.0/10 on a VBR',
  why: 'A VBR refuses a route for exactly 100.64.0.0/10; smaller parts are accepted.',
  sources: [docs.faq],

  *check(topology) {
    for (const vbr of topology.vbrs) {
      const message = `VBR '${vbr.name}' refuses a route for exactly ${serviceBlock.text}; use ${halves.join(' and ')}, or the blocks of the service`;
      if (vbr.networks.some(isWhole)) {
        const texts = vbr.networks.flatMap((prefix) => (isWhole(prefix) ? halves : [prefix.text]));
        yield {
          element: vbr,
          property: 'announce',
          value: serviceBlock.text,
          message,
          fix: { title: 'Use two halves', edits: [set(vbr, 'announce', texts.join(', '))] },
        };
      }
      for (const route of vbr.staticRoutes) {
        if (route.prefix === undefined || !isWhole(route.prefix)) continue;
        yield {
          element: route,
          message,
          fix: {
            title: 'Use two halves',
            edits: [remove(route), ...halves.map((half) => add(vbr, `route ${half}`))],
          },
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 announce 192.168.0.0/16, 100.64.0.0/10 uplink to prod }
      //                                                     ^^^^^^^^^^^^^ HC503
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      vbr border on line { vlan 100 announce 192.168.0.0/16, 100.64.0.0/11, 100.96.0.0/11 uplink to prod }
      vpc prod in cn-shanghai { prefix 192.168.0.0/16 }`,
  },
});

function isWhole(prefix: Prefix): boolean {
  return samePrefix(prefix, serviceBlock);
}

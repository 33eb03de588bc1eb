import { circuitLimits } from '../model/catalog/limits.ts';
import { defineRule, set } from './rule.ts';

export const icmpLimit = defineRule({
  id: 'HC813',
  severity: 'warning',
  title: 'Router that drops health checks',
  why: 'Health checks of the platform send many ICMP echo requests; a router that admits 500 per second or less makes them flap.',
  sources: circuitLimits.icmpPerSecond.sources,

  *check(topology) {
    const least = circuitLimits.icmpPerSecond.value;
    for (const router of topology.sites.flatMap(({ routers }) => routers)) {
      const { icmpPerSecond } = router;
      if (icmpPerSecond === undefined || icmpPerSecond > least) continue;
      yield {
        element: router,
        property: 'icmp-limit',
        message: `Router '${router.name}' admits ${icmpPerSecond} ICMP echo requests per second; with ${least} or fewer, health checks flap`,
        fix: { title: 'Admit 1000 per second', edits: [set(router, 'icmp-limit', '1000 per second')] },
      };
    }
  },

  examples: {
    bad: `
      site dc {
        prefix 10.10.0.0/16
        router cpe-1 { vendor h3c icmp-limit 200 per second }
        //                                   ^^^ HC813
      }`,
    good: `
      site dc {
        prefix 10.10.0.0/16
        router cpe-1 { vendor h3c icmp-limit 1000 per second }
      }`,
  },
});

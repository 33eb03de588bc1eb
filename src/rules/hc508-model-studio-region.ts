import { serviceByProduct } from '../model/catalog/services.ts';
import { docs } from '../model/catalog/sources.ts';
import { listed } from './support/phrases.ts';
import { defineRule } from './rule.ts';

export const modelStudioRegion = defineRule({
  id: 'HC508',
  severity: 'error',
  title: 'Model Studio endpoint in a region without the service',
  why: 'The endpoint service of Model Studio exists in cn-beijing and ap-southeast-1.',
  sources: [docs.modelStudio],

  *check(topology) {
    const regions = serviceByProduct('model-studio')?.privateLink?.regions ?? [];
    for (const service of topology.services) {
      if (service.product !== 'model-studio' || service.access.kind !== 'privatelink') continue;
      const wrong = [service.region, ...service.access.zones.map(({ vpc }) => vpc.region)].find(
        (region) => region !== undefined && !regions.includes(region),
      );
      if (wrong === undefined) continue;
      const isService = service.region === wrong;
      yield {
        element: service,
        property: isService ? 'in' : 'access',
        message: `Service '${service.name}' ${isService ? 'is in' : 'has its endpoint in'} ${wrong}, where Model Studio offers no endpoint service; use ${listed(regions)}`,
      };
    }
  },

  examples: {
    bad: `
      vpc ai in cn-shanghai {
        prefix 172.20.0.0/16
        vswitch ep-l in cn-shanghai-l { prefix 172.20.1.0/24 }
        vswitch ep-m in cn-shanghai-m { prefix 172.20.2.0/24 }
      }
      service one { product model-studio in cn-shanghai access privatelink in ai.ep-l, ai.ep-m }
      //                                    ^^^^^^^^^^^ HC508
      service two { product model-studio in cn-beijing access privatelink in ai.ep-l, ai.ep-m }
      //                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC508`,
    good: `
      vpc ai in cn-beijing {
        prefix 172.20.0.0/16
        vswitch ep-h in cn-beijing-h { prefix 172.20.1.0/24 }
        vswitch ep-k in cn-beijing-k { prefix 172.20.2.0/24 }
      }
      service one { product model-studio in cn-beijing access privatelink in ai.ep-h, ai.ep-k }`,
  },
});

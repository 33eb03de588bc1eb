import { serviceBlocks } from '../model/catalog/services.ts';
import { docs } from '../model/catalog/sources.ts';
import { containsPrefix } from '../model/ip.ts';
import { defineRule, set } from './rule.ts';

export const missingServiceBlocks = defineRule({
  id: 'HC502',
  severity: 'error',
  title: 'Service block without a route',
  why: 'OSS and SLS answer from any of the blocks that are published for a region and move between them; a missing route breaks access now or later.',
  sources: [docs.ossBlocksMove, docs.slsBlocks],

  *check(topology) {
    for (const service of topology.services) {
      const { access, product, region, prefixes } = service;
      if (access.kind !== 'private-endpoint' || prefixes.length === 0) continue;
      if (product === undefined || region === undefined) continue;
      const missing = serviceBlocks(product, region).filter(
        (block) => !prefixes.some((prefix) => containsPrefix(prefix, block)),
      );
      if (missing.length === 0) continue;
      yield {
        element: service,
        property: 'prefix',
        message: `Service '${service.name}' also answers in ${missing.map(({ text }) => text).join(', ')}, which gets no route`,
        fix: {
          title: 'Route all published blocks',
          edits: [set(service, 'prefix', [...prefixes, ...missing].map(({ text }) => text).join(', '))],
        },
      };
    }
  },

  examples: {
    bad: `
      service objects {
        product oss
        in cn-nanjing
        access private-endpoint
        prefix 100.98.35.0/24
        //     ^^^^^^^^^^^^^^ HC502
      }`,
    good: `
      service objects {
        product oss
        in cn-nanjing
        access private-endpoint
        prefix 100.98.35.0/24, 100.114.142.0/24
      }`,
  },
});

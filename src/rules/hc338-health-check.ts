import { clamp, inRange, vbrLimits } from '../model/catalog/limits.ts';
import { api } from '../model/catalog/sources.ts';
import { containsAddress, privateBlocks } from '../model/ip.ts';
import type { HealthCheck, Topology, Vbr } from '../model/topology.ts';
import { defineRule, remove, set, type Violation } from './rule.ts';
import { peeringsOf } from './support/links.ts';

export const healthCheck = defineRule({
  id: 'HC338',
  severity: 'error',
  title: 'Health check that the platform refuses',
  why:
    'A health check sends a probe every 2 to 3 s and gives up after 3 to 8 lost ones. Its source is a private ' +
    'address that nobody uses, or is left to the platform.',
  sources: [api('cbn/EnableCenVbrHealthCheck')],

  *check(topology) {
    const used = usedAddresses(topology);
    for (const vbr of topology.vbrs) {
      if (vbr.healthCheck === undefined) continue;
      yield* intervalOf(vbr, vbr.healthCheck);
      yield* thresholdOf(vbr, vbr.healthCheck);
      yield* sourceOf(vbr, vbr.healthCheck, used);
    }
  },

  examples: {
    bad: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 health-check { interval 5 s threshold 2 source 203.0.113.5 } }
      //                                            ^^^ HC338     ^ HC338  ^^^^^^^^^^^ HC338
      vbr two on a {
        vlan 2
        peering 172.16.1.2/30 to 172.16.1.1
        health-check { interval 2 s threshold 8 source 172.16.1.2 }
        //                                             ^^^^^^^^^^ HC338
      }`,
    good: `
      site dc { }
      circuit a from dc to access-point ap-cn-shanghai-pd-D { }
      vbr one on a { vlan 1 health-check { interval 3 s threshold 3 } }
      vbr two on a {
        vlan 2
        peering 172.16.1.2/30 to 172.16.1.1
        health-check { interval 2 s threshold 8 }
      }`,
  },
});

function* intervalOf(vbr: Vbr, check: HealthCheck): Generator<Violation> {
  const bounds = vbrLimits.healthCheckIntervalMs.value;
  const { intervalMs } = check;
  if (intervalMs === undefined || inRange(bounds, intervalMs)) return;
  const fitting = `${String(clamp(bounds, intervalMs) / 1000)} s`;
  yield {
    element: check,
    property: 'interval',
    message: `The health check of VBR '${vbr.name}' probes every ${intervalMs / 1000} s; the platform takes ${bounds.min / 1000} to ${bounds.max / 1000} s`,
    fix: { title: `Use ${fitting}`, edits: [set(check, 'interval', fitting)] },
  };
}

function* thresholdOf(vbr: Vbr, check: HealthCheck): Generator<Violation> {
  const bounds = vbrLimits.healthCheckThreshold.value;
  const { threshold } = check;
  if (threshold === undefined || inRange(bounds, threshold)) return;
  const fitting = String(clamp(bounds, threshold));
  yield {
    element: check,
    property: 'threshold',
    message: `The health check of VBR '${vbr.name}' gives up after ${threshold} probes; the platform takes ${bounds.min} to ${bounds.max}`,
    fix: { title: `Use ${fitting}`, edits: [set(check, 'threshold', fitting)] },
  };
}

function* sourceOf(vbr: Vbr, check: HealthCheck, used: ReadonlySet<string>): Generator<Violation> {
  const { sourceAddress: source } = check;
  if (source === undefined) return;
  const isPrivate = privateBlocks.some((block) => containsAddress(block, source));
  if (isPrivate && !used.has(source.text)) return;
  const fault = isPrivate ? 'which a link uses already' : 'which is not private';
  yield {
    element: check,
    property: 'source',
    message: `The health check of VBR '${vbr.name}' probes from ${source.text}, ${fault}`,
    fix: { title: 'Leave the source to the platform', edits: [remove(check, 'source')] },
  };
}

function usedAddresses(topology: Topology): ReadonlySet<string> {
  return new Set(
    topology.vbrs
      .flatMap(peeringsOf)
      .flatMap(({ cloud, customer }) => [cloud?.text, customer?.text])
      .filter((text) => text !== undefined),
  );
}

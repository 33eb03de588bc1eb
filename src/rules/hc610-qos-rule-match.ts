import { inRange, qosLimits } from '../model/catalog/limits.ts';
import type { QosRule } from '../model/topology.ts';
import { defineRule, remove, set, type Violation } from './rule.ts';

/** Protocols of the API that stand for one port. */
const portOfProtocol: ReadonlyMap<string, number> = new Map([
  ['ssh', 22],
  ['http', 80],
  ['https', 443],
  ['mysql', 3306],
]);

export const qosRuleMatch = defineRule({
  id: 'HC610',
  severity: 'error',
  title: 'QoS rule that matches nothing',
  why: 'A rule for a protocol with a well-known port names that port, if any; DSCP values are 0 to 63.',
  sources: qosLimits.dscp.sources,

  *check(topology) {
    for (const policy of topology.qosPolicies) {
      for (const rule of policy.queues.flatMap(({ rules }) => rules)) {
        yield* portFinding(rule);
        yield* dscpFinding(rule, 'dscp', rule.dscp);
        yield* dscpFinding(rule, 'remark', rule.remarkDscp);
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      qos shaping on line {
        queue web {
          kind high
          rule secure { priority 100 protocol https source-port 8443 }
          //                                                    ^^^^ HC610
          rule marked { priority 110 protocol tcp dscp 64 }
          //                                           ^^ HC610
        }
      }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      qos shaping on line {
        queue web {
          kind high
          rule secure { priority 100 protocol https source-port 443 }
          rule marked { priority 110 protocol tcp }
        }
      }`,
  },
});

/** Cloud to site, so the well-known port is the source's. */
function* portFinding(rule: QosRule): Iterable<Violation> {
  const { protocol, sourcePort, destinationPort } = rule;
  const port = protocol === undefined ? undefined : portOfProtocol.get(protocol.toLowerCase());
  if (protocol === undefined || port === undefined) return;
  const named = [sourcePort, destinationPort].filter((value) => value !== undefined);
  if (named.length === 0 || named.includes(port)) return;
  const property = sourcePort === undefined ? 'destination-port' : 'source-port';
  yield {
    element: rule,
    property,
    message: `Rule '${rule.name}' is for ${protocol}, which is port ${port}; use that port, or protocol tcp`,
    fix: { title: `Use port ${port}`, edits: [set(rule, property, String(port))] },
  };
}

function* dscpFinding(rule: QosRule, property: string, dscp: number | undefined): Iterable<Violation> {
  const { min, max } = qosLimits.dscp.value;
  if (dscp === undefined || inRange(qosLimits.dscp.value, dscp)) return;
  yield {
    element: rule,
    property,
    message: `Rule '${rule.name}' has DSCP ${dscp}; values are ${min} to ${max}`,
    fix: { title: `Remove ${property}`, edits: [remove(rule, property)] },
  };
}

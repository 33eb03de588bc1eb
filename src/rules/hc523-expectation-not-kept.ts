import { brokenPromises } from '../analysis/expectations.ts';
import { failureText } from '../analysis/failures.ts';
import { nameIn } from '../model/path-name.ts';
import { defineRule } from './rule.ts';
import { listed } from './support/phrases.ts';

export const expectationNotKept = defineRule({
  id: 'HC523',
  severity: 'error',
  title: 'Expectation that is not kept',
  why: 'The design says itself which failures it survives. Where its structure leaves no way after one of them, it does not.',
  sources: [],

  *check(topology) {
    for (const { expectation, target, failure, lost } of brokenPromises(topology)) {
      const { site } = expectation;
      yield {
        element: expectation,
        property: 'surviving',
        message: `'${site?.name ?? ''}' no longer reaches '${target.name}' after the loss of ${listed(lost.map(nameIn))}, and is to survive the loss of ${failureText(failure).replace(/^loss of /, '')}`,
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 asn 65010 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CT }
      vbr a on one { vlan 100 peering 172.16.1.2/30 to 172.16.1.1 bgp { peer-asn 65010 } }
      vbr b on two { vlan 100 peering 172.16.2.2/30 to 172.16.2.1 bgp { peer-asn 65010 } }
      ecr core { attach a, b }
      cen backbone { transit-router tr in cn-shanghai { attach core, prod } }
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
      }
      service db { at prod.app }
      expect dc reaches db surviving any 1 circuit, any 1 carrier
      //                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC523`,
    good: `
      site dc { prefix 10.10.0.0/16 asn 65010 }
      circuit one from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      vbr a on one { vlan 100 peering 172.16.1.2/30 to 172.16.1.1 bgp { peer-asn 65010 } }
      vbr b on two { vlan 100 peering 172.16.2.2/30 to 172.16.2.1 bgp { peer-asn 65010 } }
      ecr core { attach a, b }
      cen backbone { transit-router tr in cn-shanghai { attach core, prod } }
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
      }
      service db { at prod.app }
      expect dc reaches db surviving any 1 circuit, any 1 carrier`,
  },
});

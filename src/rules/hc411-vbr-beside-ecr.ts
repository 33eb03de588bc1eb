import { docs } from '../model/catalog/sources.ts';
import { relations } from '../model/relations.ts';
import { add, defineRule, remove } from './rule.ts';
import { fitsEcr } from './support/bgp.ts';
import { asnOf } from './support/ecr-asns.ts';

export const vbrBesideEcr = defineRule({
  id: 'HC411',
  severity: 'warning',
  title: 'VBR and ECR on one transit router',
  why: 'The guide of 2024 forbids VBR and ECR connections on one transit router; later editions are silent about it.',
  sources: [
    'https://alibabacloud.com/help/tc/cen/user-guide/connect-ecrs (edition of 2024-03-08)',
    docs.transitRouterEcr,
  ],

  *check(topology) {
    for (const { transitRouter } of relations(topology).transitRouters) {
      const [ecr] = transitRouter.attachments.flatMap(({ target }) =>
        target?.kind === 'ecr' ? [target] : [],
      );
      if (ecr === undefined) continue;
      for (const attachment of transitRouter.attachments) {
        const vbr = attachment.target;
        if (vbr?.kind !== 'vbr') continue;
        const isOnEcr = relations(topology).ecrsOf(vbr).length > 0;
        yield {
          element: attachment,
          message: `VBR '${vbr.name}' is on transit router '${transitRouter.name}' beside ECR '${ecr.name}', which may be refused; move it to the ECR`,
          fix: isOnEcr
            ? { title: `Detach '${vbr.name}'`, edits: [remove(attachment)] }
            : fitsEcr(vbr, asnOf(ecr))
              ? {
                  title: `Move '${vbr.name}' to ECR '${ecr.name}'`,
                  edits: [add(ecr, `attach ${vbr.name}`), remove(attachment)],
                }
              : undefined,
        };
      }
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit other from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      vbr border on line { vlan 100 }
      vbr second on other { vlan 100 bgp { peer-asn 65010 } }
      ecr core { attach border }
      cen backbone { transit-router tr in cn-shanghai { attach core, second } }
      //                                                             ^^^^^^ HC411`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      circuit line from dc to access-point ap-cn-shanghai-pd-D { carrier CT }
      circuit other from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }
      vbr border on line { vlan 100 }
      vbr second on other { vlan 100 bgp { peer-asn 65010 } }
      ecr core { attach border attach second }
      cen backbone { transit-router tr in cn-shanghai { attach core } }`,
  },
});

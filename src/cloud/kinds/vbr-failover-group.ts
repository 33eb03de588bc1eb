import { hubAddressesOf } from '../design/attachments.ts';
import { defineKind } from '../kind.ts';
import { cloudName, ownershipNote } from '../naming.ts';
import { ref } from '../value.ts';

/**
 * The classic failover group of two VBRs. The list call takes one VBR and answers one group. Source:
 * aliyun-openapi-meta en-US/vpc/CreateVbrHa.json, DescribeVbrHa.json, DeleteVbrHa.json (which takes `InstanceId`);
 * terraform-provider-alicloud alicloud/resource_alicloud_vpc_vbr_ha.go.
 */
export const vbrFailoverGroup = defineKind({
  name: 'vbr-failover-group',
  title: 'VBR failover group',
  product: 'vpc',
  id: 'VbrHaId',
  naturalKey: ['vbr', 'peerVbr'],
  // Unverified: that a VBR is in one group.
  limits: [{ on: ['vbr', 'peerVbr'], meet: 'any-one' }],
  properties: {
    vbr: { wire: 'VbrId', refersTo: ['virtual-border-router'], required: true, immutable: true },
    peerVbr: { wire: 'PeerVbrId', refersTo: ['virtual-border-router'], required: true, immutable: true },
    name: { wire: 'Name', immutable: true },
    description: { wire: 'Description', only: 'create' },
  },
  status: { field: 'Status', ready: ['Active'] },
  create: { action: 'CreateVbrHa' },
  read: { action: 'DescribeVbrHa', items: '', within: { VbrId: 'vbr' } },
  delete: { action: 'DeleteVbrHa', send: { InstanceId: '$id' } },
  scopes: ['vbr', 'peerVbr'],
  minutes: { create: 8, delete: 8 },

  *desired({ topology, stack }) {
    for (const element of topology.failoverGroups) {
      const [first, second] = [...element.members].sort((a, b) => (a.path < b.path ? -1 : 1));
      if (element.groupKind !== 'classic' || first === undefined || second === undefined) continue;
      yield {
        address: element.path,
        element,
        region: first.circuit?.region,
        inputs: {
          vbr: ref(first.path),
          peerVbr: ref(second.path),
          name: cloudName(stack, element.name),
          description: ownershipNote(stack, element.path),
        },
        // Both must hang on an ECR or a CEN first.
        after: [...hubAddressesOf(topology, first), ...hubAddressesOf(topology, second)],
      };
    }
  },
});

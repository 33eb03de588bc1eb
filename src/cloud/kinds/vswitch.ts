import { cloudName } from '../naming.ts';
import { containsPrefix } from '../../model/ip.ts';
import { defineKind } from '../kind.ts';
import { pages } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * A vSwitch. Source: aliyun-openapi-meta en-US/vpc/CreateVSwitch.json, DescribeVSwitches.json; codes:
 * terraform-provider-alicloud alicloud/resource_alicloud_vswitch.go. Two at once in one VPC meet TaskConflict.
 */
export const vswitch = defineKind({
  name: 'vswitch',
  title: 'vSwitch',
  product: 'vpc',
  id: 'VSwitchId',
  naturalKey: ['vpc', 'prefix'],
  clashesOn: ['vpc', 'prefix'],
  properties: {
    vpc: { wire: 'VpcId', refersTo: ['vpc'], required: true, immutable: true },
    name: { wire: 'VSwitchName' },
    zone: { wire: 'ZoneId', required: true, immutable: true },
    prefix: { wire: 'CidrBlock', required: true, immutable: true },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags.Tag',
    change: { add: 'TagResources', remove: 'UnTagResources', type: 'VSWITCH' },
  },
  status: { field: 'Status', ready: ['Available'] },
  create: { action: 'CreateVSwitch' },
  read: {
    action: 'DescribeVSwitches',
    items: 'VSwitches.VSwitch',
    paging: pages,
    within: { VpcId: 'vpc' },
    takesAll: true,
    byId: { VSwitchId: '$id' },
  },
  updates: [{ action: 'ModifyVSwitchAttribute', properties: ['name'] }],
  delete: { action: 'DeleteVSwitch', retryOn: ['DependencyViolation'] },
  scopes: ['vpc'],
  minutes: { delete: 10 },
  goneCodes: ['InvalidVswitchID.NotFound', 'InvalidVSwitchId.NotFound'],
  carries: {},

  *desired({ topology, stack }) {
    for (const owner of topology.vpcs) {
      for (const element of owner.vswitches) {
        const { prefix } = element;
        const secondary = owner.prefixes
          .slice(1)
          .find((block) => prefix !== undefined && containsPrefix(block, prefix));
        yield {
          address: element.path,
          element,
          region: owner.region,
          adopt: element.cloudId,
          owner: owner.account,
          tags: element.tags,
          inputs: {
            vpc: ref(owner.path),
            name: cloudName(stack, element.name),
            zone: element.zone,
            prefix: prefix?.text,
          },
          after:
            secondary === undefined || owner.cloudId !== undefined
              ? []
              : [`${owner.path}/prefix.${secondary.text.replace('/', '_')}`],
        };
      }
    }
  },
});

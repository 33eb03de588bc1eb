import { defineKind } from '../kind.ts';
import { cloudName } from '../naming.ts';
import { pages } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * A security group; its rules are resources of their own. Source: aliyun-openapi-meta
 * en-US/ecs/CreateSecurityGroup.json, DescribeSecurityGroups.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_security_group.go.
 */
export const securityGroup = defineKind({
  name: 'security-group',
  title: 'security group',
  product: 'ecs',
  id: 'SecurityGroupId',
  naturalKey: [],
  properties: {
    vpc: { wire: 'VpcId', refersTo: ['vpc'], required: true, immutable: true },
    name: { wire: 'SecurityGroupName' },
  },
  tags: {
    wire: 'Tag',
    read: 'Tags.Tag',
    change: { add: 'TagResources', remove: 'UntagResources', type: 'securitygroup' },
  },
  create: { action: 'CreateSecurityGroup' },
  read: {
    action: 'DescribeSecurityGroups',
    items: 'SecurityGroups.SecurityGroup',
    paging: pages,
    within: { VpcId: 'vpc' },
    takesAll: true,
    byId: { SecurityGroupId: '$id' },
  },
  updates: [{ action: 'ModifySecurityGroupAttribute', properties: ['name'] }],
  delete: { action: 'DeleteSecurityGroup', retryOn: ['DependencyViolation'] },
  scopes: ['self'],
  isExclusive: false,
  minutes: { delete: 10 },
  goneCodes: ['InvalidSecurityGroupId.NotFound'],

  *desired({ topology, stack }) {
    for (const vpc of topology.vpcs) {
      for (const element of vpc.securityGroups) {
        yield {
          address: element.path,
          element,
          region: vpc.region,
          adopt: element.cloudId,
          owner: vpc.account,
          tags: element.tags,
          inputs: { vpc: ref(vpc.path), name: cloudName(stack, element.name) },
        };
      }
    }
  },
});

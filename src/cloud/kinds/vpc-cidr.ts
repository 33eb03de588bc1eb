import { defineKind } from '../kind.ts';
import { ref } from '../value.ts';

/**
 * A secondary block of a VPC. Source: aliyun-openapi-meta en-US/vpc/AssociateVpcCidrBlock.json,
 * DescribeVpcAttribute.json (`SecondaryCidrBlocks`).
 */
export const vpcCidr = defineKind({
  name: 'vpc-cidr',
  title: 'secondary VPC prefix',
  product: 'vpc',
  id: ['vpc', 'prefix'],
  naturalKey: ['vpc', 'prefix'],
  properties: {
    vpc: { wire: 'VpcId', read: false, refersTo: ['vpc'], required: true, immutable: true },
    prefix: { wire: 'SecondaryCidrBlock', read: 'value', required: true, immutable: true },
  },
  create: { action: 'AssociateVpcCidrBlock' },
  read: {
    action: 'DescribeVpcAttribute',
    items: 'SecondaryCidrBlocks.SecondaryCidrBlock',
    within: { VpcId: 'vpc' },
  },
  delete: { action: 'UnassociateVpcCidrBlock', send: { VpcId: 'vpc', SecondaryCidrBlock: 'prefix' } },
  scopes: ['vpc'],
  carries: { prefix: 'prefix' },

  *desired({ topology }) {
    for (const element of topology.vpcs) {
      for (const prefix of element.cloudId === undefined ? element.prefixes.slice(1) : []) {
        if (prefix.version !== 4) continue;
        yield {
          address: `${element.path}/prefix.${prefix.text.replace('/', '_')}`,
          element,
          region: element.region,
          inputs: { vpc: ref(element.path), prefix: prefix.text },
        };
      }
    }
  },
});

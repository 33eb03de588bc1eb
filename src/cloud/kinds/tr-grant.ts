import type { Ecr, Vbr, Vpc, Vpn } from '../../model/topology.ts';
import { foreignAttachments } from '../design/attachments.ts';
import { defineKind } from '../kind.ts';
import { foreignOwner } from '../design/ownership.ts';
import { tokens } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * Leave for another account's transit router to attach what is ours; only the owner of the instance can give it.
 * Source: aliyun-openapi-meta en-US/cbn/GrantInstanceToTransitRouter.json, DescribeGrantRulesToResource.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_cen_transit_router_grant_attachment.go.
 */
export const trGrant = defineKind({
  name: 'tr-grant',
  title: 'grant to a transit router',
  product: 'cbn',
  id: ['instance', 'cen'],
  naturalKey: ['instance', 'cen'],
  properties: {
    cen: { wire: 'CenId', refersTo: ['cen'], required: true, immutable: true },
    cenOwner: { wire: 'CenOwnerId', as: 'number', required: true, immutable: true },
    instance: {
      wire: 'InstanceId',
      read: false,
      refersTo: ['vpc', 'virtual-border-router', 'vpn-attachment', 'ecr'],
      required: true,
      immutable: true,
    },
    instanceType: { wire: 'InstanceType', read: false, required: true, immutable: true },
  },
  create: { action: 'GrantInstanceToTransitRouter' },
  read: {
    action: 'DescribeGrantRulesToResource',
    items: 'GrantRules',
    paging: tokens,
    within: { ResourceId: 'instance', ProductType: 'instanceType' },
  },
  delete: {
    action: 'RevokeInstanceFromTransitRouter',
    send: { CenId: 'cen', CenOwnerId: 'cenOwner', InstanceId: 'instance', InstanceType: 'instanceType' },
  },
  scopes: ['instance'],

  *desired({ topology }) {
    for (const { cen, transitRouter, attachment, address, owner } of foreignAttachments(topology)) {
      const { target } = attachment;
      // What is not ours, only its owner can grant.
      if (target === undefined || foreignOwner(topology, target.account) !== undefined) continue;
      yield {
        address: `${address}/grant`,
        element: attachment,
        region: transitRouter.region,
        inputs: {
          cen: ref(cen.path),
          cenOwner: Number(owner),
          instance: ref(target.path),
          instanceType: instanceType(target),
        },
      };
    }
  },
});

function instanceType(target: Ecr | Vpc | Vbr | Vpn): string {
  return { vpc: 'VPC', vbr: 'ExpressConnect', vpn: 'VPN', ecr: 'ECR' }[target.kind];
}

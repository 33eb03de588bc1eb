import { ecrVbrPath } from '../../model/links.ts';
import { defineKind } from '../kind.ts';
import { ownershipNote } from '../naming.ts';
import { foreignOwner, ownEcrs } from '../design/ownership.ts';
import { tokens } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * A VBR in an ECR. Source: aliyun-openapi-meta
 * en-US/expressconnectrouter/AttachExpressConnectRouterChildInstance.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_express_connect_router_vbr_child_instance.go.
 */
export const ecrVbr = defineKind({
  name: 'ecr-vbr',
  title: 'VBR in an ECR',
  product: 'expressconnectrouter',
  id: ['ecr', 'vbr'],
  naturalKey: ['ecr', 'vbr'],
  // A VBR belongs to one ECR or one transit router: https://www.alibabacloud.com/help/en/cen/user-guide/connect-ecrs. In
  // an ECR it announces nothing itself: https://www.alibabacloud.com/help/en/express-connect/user-guide/ecr.
  limits: [{ on: ['vbr'] }],
  excludes: [
    { kind: 'tr-vbr-attachment', on: { vbr: 'vbr' } },
    { kind: 'bgp-network', on: { vbr: 'vbr' } },
    { kind: 'bgp-group', on: { vbr: 'vbr' } },
  ],
  // A BGP group that is there already must have the ASN of the ECR:
  // https://www.alibabacloud.com/help/en/express-connect/user-guide/create-and-manage-the-leased-line-gateway-ecr.
  follows: [{ kind: 'bgp-group', on: 'vbr', changing: 'localAsn' }],
  properties: {
    ecr: { wire: 'EcrId', refersTo: ['ecr'], required: true, immutable: true },
    vbr: { wire: 'ChildInstanceId', refersTo: ['virtual-border-router'], required: true, immutable: true },
    region: { wire: 'ChildInstanceRegionId', required: true, immutable: true },
    owner: { wire: 'ChildInstanceOwnerId', immutable: true, namesOwner: true },
    description: { wire: 'Description' },
  },
  status: { field: 'Status', ready: ['ACTIVE'] },
  create: { action: 'AttachExpressConnectRouterChildInstance', with: { ChildInstanceType: 'VBR' } },
  read: {
    action: 'DescribeExpressConnectRouterChildInstance',
    items: 'ChildInstanceList',
    paging: tokens,
    within: { EcrId: 'ecr' },
    with: { ChildInstanceType: 'VBR' },
  },
  updates: [
    {
      action: 'ModifyExpressConnectRouterChildInstance',
      properties: ['description'],
      send: { EcrId: 'ecr', ChildInstanceId: 'vbr' },
      with: { ChildInstanceType: 'VBR' },
    },
  ],
  delete: {
    action: 'DetachExpressConnectRouterChildInstance',
    send: { EcrId: 'ecr', ChildInstanceId: 'vbr' },
    with: { ChildInstanceType: 'VBR' },
  },
  scopes: ['ecr', 'vbr'],
  goneCodes: ['ResourceNotFound.AssociationId', 'ResourceNotFound.ChildInstanceId', 'ResourceNotFound.EcrId'],
  carries: {},

  *desired({ topology, stack }) {
    for (const ecr of ownEcrs(topology)) {
      for (const vbr of ecr.vbrs) {
        const address = ecrVbrPath(ecr, vbr);
        yield {
          address,
          element: ecr,
          region: '',
          inputs: {
            ecr: ref(ecr.path),
            vbr: ref(vbr.path),
            region: vbr.circuit?.region,
            owner: foreignOwner(topology, vbr.account),
            description: ownershipNote(stack, address),
          },
        };
      }
    }
  },
});

import { defineKind } from '../kind.ts';
import { cloudName, ownershipNote } from '../naming.ts';
import { pages } from '../paging.ts';
import { secretInput } from '../secrets.ts';
import { localAsnOf, sessionsOf } from '../design/sessions.ts';
import { ref } from '../value.ts';

/**
 * A BGP group: ASNs and key of the sessions of a VBR. Numbers come back as texts. Source: aliyun-openapi-meta
 * en-US/vpc/CreateBgpGroup.json, DescribeBgpGroups.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_vpc_bgp_group.go.
 */
export const bgpGroup = defineKind({
  name: 'bgp-group',
  title: 'BGP group',
  product: 'vpc',
  id: 'BgpGroupId',
  naturalKey: ['vbr', 'name'],
  properties: {
    vbr: { wire: 'RouterId', refersTo: ['virtual-border-router'], required: true, immutable: true },
    name: { wire: 'Name' },
    description: { wire: 'Description' },
    peerAsn: { wire: 'PeerAsn', as: 'number', required: true },
    localAsn: { wire: 'LocalAsn', as: 'number', absent: 45104 },
    isFakeAsn: { wire: 'IsFakeAsn', read: 'IsFake', as: 'flag', absent: false },
    routeLimit: { wire: 'RouteQuota', read: 'RouteLimit', as: 'number', absent: 110 },
    key: { wire: 'AuthKey', secret: true, read: false, clearWith: { ClearAuthKey: true } },
    ipVersion: { wire: 'IpVersion', as: 'caseless', immutable: true, absent: 'IPv4' },
  },
  status: { field: 'Status', ready: ['Available'] },
  create: { action: 'CreateBgpGroup' },
  read: {
    action: 'DescribeBgpGroups',
    items: 'BgpGroups.BgpGroup',
    paging: pages,
    within: { RouterId: 'vbr' },
    takesAll: true,
  },
  updates: [
    {
      action: 'ModifyBgpGroupAttribute',
      properties: ['name', 'description', 'peerAsn', 'localAsn', 'isFakeAsn', 'routeLimit', 'key'],
    },
  ],
  delete: { action: 'DeleteBgpGroup' },
  scopes: ['vbr', 'self'],
  // In an ECR the ASN of the cloud's side is that of the ECR. Where that is not 45104, the VBR is put into the ECR first:
  // https://www.alibabacloud.com/help/en/express-connect/user-guide/create-and-manage-the-leased-line-gateway-ecr.
  follows: [{ kind: 'ecr-vbr', on: 'vbr', unless: { property: 'localAsn', is: 45104 } }],
  excludes: [{ kind: 'ecr-vbr', on: { vbr: 'vbr' }, changing: 'localAsn' }],
  // ASNs are told when a session opens and hold for as long as it does (RFC 4271, 4.2 and 6.2); segments signed with
  // another key are dropped (RFC 2385, 2.0).
  carries: { stopsOn: ['peerAsn', 'localAsn', 'isFakeAsn', 'key'] },

  *desired({ topology, relations, stack }) {
    for (const session of sessionsOf(topology)) {
      const { vbr, bgp, address } = session;
      yield {
        address,
        element: bgp,
        region: vbr.circuit?.region,
        inputs: {
          vbr: ref(vbr.path),
          name: cloudName(stack, `${vbr.name}-${bgp.version === 4 ? 'bgp' : 'bgp6'}`),
          description: ownershipNote(stack, address),
          peerAsn: bgp.peerAsn,
          localAsn: localAsnOf(session, relations),
          isFakeAsn: bgp.fakeAsn ? true : undefined,
          routeLimit: bgp.routeLimit,
          key: bgp.auth === undefined ? undefined : secretInput(bgp.auth),
          ipVersion: bgp.version === 6 ? 'IPv6' : undefined,
        },
      };
    }
  },
});

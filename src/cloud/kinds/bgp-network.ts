import { defineKind } from '../kind.ts';
import { pages } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * A prefix that a VBR announces to the site by itself; behind an ECR, the ECR announces. Source:
 * aliyun-openapi-meta en-US/vpc/AddBgpNetwork.json; terraform-provider-alicloud
 * alicloud/resource_alicloud_vpc_bgp_network.go.
 */
export const bgpNetwork = defineKind({
  name: 'bgp-network',
  title: 'announced prefix',
  product: 'vpc',
  id: ['vbr', 'prefix'],
  naturalKey: ['vbr', 'prefix'],
  properties: {
    vbr: { wire: 'RouterId', refersTo: ['virtual-border-router'], required: true, immutable: true },
    prefix: { wire: 'DstCidrBlock', as: 'caseless', required: true, immutable: true },
  },
  status: { field: 'Status', ready: ['Available'] },
  create: { action: 'AddBgpNetwork' },
  read: {
    action: 'DescribeBgpNetworks',
    items: 'BgpNetworks.BgpNetwork',
    paging: pages,
    within: { RouterId: 'vbr' },
  },
  delete: { action: 'DeleteBgpNetwork', send: { RouterId: 'vbr', DstCidrBlock: 'prefix' } },
  scopes: ['vbr'],
  goneCodes: ['InvalidResource.NotFound'],
  carries: { prefix: 'prefix' },

  *desired({ topology }) {
    for (const vbr of topology.vbrs) {
      for (const prefix of vbr.networks) {
        yield {
          address: `${vbr.path}/network.${prefix.text.replace('/', '_')}`,
          element: vbr,
          region: vbr.circuit?.region,
          inputs: { vbr: ref(vbr.path), prefix: prefix.text },
        };
      }
    }
  },
});

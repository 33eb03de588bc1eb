import { cloudName } from '../naming.ts';
import { defineKind } from '../kind.ts';
import { pages } from '../paging.ts';

/**
 * A Cloud Enterprise Network instance. Source: aliyun-openapi-meta en-US/cbn/CreateCen.json, DescribeCens.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_cen_instance.go. It belongs to no region.
 */
export const cen = defineKind({
  name: 'cen',
  title: 'Cloud Enterprise Network',
  product: 'cbn',
  id: 'CenId',
  naturalKey: [],
  properties: {
    name: { wire: 'Name' },
  },
  // ResourceType as in terraform-provider-alicloud alicloud/resource_alicloud_cen_instance.go (SetResourceTags).
  tags: {
    wire: 'Tag',
    read: 'Tags.Tag',
    change: { add: 'TagResources', remove: 'UntagResources', type: 'Cen' },
  },
  status: { field: 'Status', ready: ['Active'] },
  create: { action: 'CreateCen' },
  read: {
    action: 'DescribeCens',
    items: 'Cens.Cen',
    paging: pages,
    byId: { 'Filter.1.Key': 'CenId', 'Filter.1.Value.1': '$id' },
  },
  updates: [{ action: 'ModifyCenAttribute', properties: ['name'] }],
  delete: { action: 'DeleteCen' },
  scopes: ['self'],
  goneCodes: ['ParameterCenInstanceId'],
  carries: {},

  *desired({ topology, stack }) {
    for (const element of topology.cens) {
      yield {
        address: element.path,
        element,
        region: '',
        adopt: element.cloudId,
        owner: element.account,
        tags: element.tags,
        inputs: { name: cloudName(stack, element.name) },
      };
    }
  },
});

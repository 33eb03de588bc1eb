import { attachmentsOf } from '../design/attachments.ts';
import { defineKind } from '../kind.ts';
import { ownershipNote } from '../naming.ts';
import { foreignOwner } from '../design/ownership.ts';
import { pages } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * Probes that a CEN sends over a VBR which a transit router attaches itself. Enabling it again changes it. Source:
 * aliyun-openapi-meta en-US/cbn/EnableCenVbrHealthCheck.json, DescribeCenVbrHealthCheck.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_cen_vbr_health_check.go (codes that pass, minutes).
 */
export const vbrHealthCheck = defineKind({
  name: 'vbr-health-check',
  title: 'VBR health check',
  product: 'cbn',
  id: ['cen', 'vbr'],
  naturalKey: ['cen', 'vbr'],
  properties: {
    cen: { wire: 'CenId', refersTo: ['cen'], required: true, immutable: true },
    vbr: { wire: 'VbrInstanceId', refersTo: ['virtual-border-router'], required: true, immutable: true },
    region: { wire: 'VbrInstanceRegionId', required: true, immutable: true },
    owner: { wire: 'VbrInstanceOwnerId', read: false, immutable: true, namesOwner: true },
    target: { wire: 'HealthCheckTargetIp', required: true },
    // Without one, the platform takes an address of its own.
    source: { wire: 'HealthCheckSourceIp', clearWith: {} },
    intervalS: { wire: 'HealthCheckInterval', as: 'number', unit: 's', absent: 2 },
    threshold: { wire: 'HealthyThreshold', as: 'number', absent: 8 },
    description: { wire: 'Description' },
  },
  create: {
    action: 'EnableCenVbrHealthCheck',
    retryOn: ['InvalidOperation.VbrNotAttachedToCen', 'OperationFailed.StatusNotSupport'],
  },
  read: {
    action: 'DescribeCenVbrHealthCheck',
    items: 'VbrHealthChecks.VbrHealthCheck',
    paging: pages,
    within: { CenId: 'cen', VbrInstanceRegionId: 'region' },
  },
  updates: [
    {
      action: 'EnableCenVbrHealthCheck',
      properties: ['target', 'source', 'intervalS', 'threshold', 'description'],
      send: {
        CenId: 'cen',
        VbrInstanceId: 'vbr',
        VbrInstanceRegionId: 'region',
        VbrInstanceOwnerId: 'owner',
      },
      sends: 'all',
    },
  ],
  delete: {
    action: 'DisableCenVbrHealthCheck',
    send: {
      CenId: 'cen',
      VbrInstanceId: 'vbr',
      VbrInstanceRegionId: 'region',
      VbrInstanceOwnerId: 'owner',
    },
  },
  scopes: ['cen', 'vbr'],
  minutes: { create: 6, update: 6, delete: 6 },
  goneCodes: ['ParameterCenInstanceId'],

  *desired({ topology, stack }) {
    for (const { cen, transitRouter, attachment, address } of attachmentsOf(topology, 'vbr')) {
      const vbr = attachment.target;
      if (vbr?.kind !== 'vbr' || vbr.healthCheck === undefined) continue;
      const { healthCheck } = vbr;
      yield {
        address: healthCheck.path,
        element: healthCheck,
        region: transitRouter.region,
        inputs: {
          cen: ref(cen.path),
          vbr: ref(vbr.path),
          region: vbr.circuit?.region,
          owner: foreignOwner(topology, vbr.account),
          target: vbr.peering?.customer?.text,
          source: healthCheck.sourceAddress?.text,
          intervalS: healthCheck.intervalMs === undefined ? undefined : healthCheck.intervalMs / 1000,
          threshold: healthCheck.threshold,
          description: ownershipNote(stack, healthCheck.path),
        },
        after: [address],
      };
    }
  },
});

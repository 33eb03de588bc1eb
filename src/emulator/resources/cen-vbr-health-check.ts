/** Health checks of VBRs that a transit router attaches itself. */
import { ApiError } from '../engine/api-error.ts';
import { parent } from '../engine/lookup.ts';
import { text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import type { Call, Fields, World } from '../engine/types.ts';

export const cenVbrHealthCheck = defineResource({
  kind: 'cen-vbr-health-check',
  product: 'cbn',
  idField: 'VbrInstanceId',
  // The list names no status.
  life: { ready: 'present' },
  notFound: { code: 'InvalidVbrInstanceId.NotFound', status: 400 },
  put: {
    action: 'EnableCenVbrHealthCheck',
    keyParam: 'VbrInstanceId',
    check,
    // Defaults: parameter texts of EnableCenVbrHealthCheck.
    defaults: { HealthCheckInterval: 2, HealthyThreshold: 8, HealthCheckOnly: false },
    fields: sourceOf,
  },
  reads: [{ action: 'DescribeCenVbrHealthCheck', list: 'VbrHealthChecks', ignore: ['VbrInstanceOwnerId'] }],
  delete: { action: 'DisableCenVbrHealthCheck', by: ['VbrInstanceId', 'CenId', 'VbrInstanceRegionId'] },
});

function check(call: Call, world: World): void {
  parent({ param: 'CenId', kind: 'cen' }, call, world);
  const id = text(call.params.VbrInstanceId);
  const attached = having(world, 'tr-vbr-attachment', 'VbrId', id).some(
    (each) => each.status === 'Attached' && text(each.fields.CenId) === text(call.params.CenId),
  );
  // The code: terraform-provider-alicloud resource_alicloud_cen_vbr_health_check.go, which waits and repeats.
  if (!attached)
    throw new ApiError('InvalidOperation.VbrNotAttachedToCen', `${id} is not attached to the CEN.`);
}

/** The platform takes an address of 100.96.0.0/16 when none is given: parameter text of HealthCheckSourceIp. */
function sourceOf(call: Call, world: World): Fields {
  const given = text(call.params.HealthCheckSourceIp);
  const number = world.list('cen-vbr-health-check').length + 1;
  return { HealthCheckSourceIp: given === '' ? `100.96.0.${String(number)}` : given };
}

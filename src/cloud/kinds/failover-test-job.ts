import type { Drill } from '../../model/topology.ts';
import { defineKind } from '../kind.ts';
import { cloudName, ownershipNote } from '../naming.ts';
import { tokens } from '../paging.ts';
import { ref } from '../value.ts';

/**
 * A failover drill, prepared and not started: applying a design must not cut a circuit. Source:
 * aliyun-openapi-meta en-US/vpc/CreateFailoverTestJob.json, DescribeFailoverTestJobs.json;
 * terraform-provider-alicloud alicloud/resource_alicloud_express_connect_ec_failover_test_job.go.
 */
export const failoverTestJob = defineKind({
  name: 'failover-test-job',
  title: 'failover drill',
  product: 'vpc',
  id: 'JobId',
  naturalKey: ['name'],
  properties: {
    name: { wire: 'Name' },
    description: { wire: 'Description' },
    type: { wire: 'JobType', required: true, only: 'create' },
    resourceType: { wire: 'ResourceType', required: true, only: 'create' },
    circuits: { wire: 'ResourceId', as: 'set', refersTo: ['physical-connection'], required: true },
    minutes: { wire: 'JobDuration', as: 'number', required: true },
  },
  status: { field: 'Status', ready: ['Init', 'Testing', 'Stopped'], gone: ['Deleted'] },
  create: { action: 'CreateFailoverTestJob' },
  read: { action: 'DescribeFailoverTestJobs', items: 'FailoverTestJobList', paging: tokens },
  updates: [{ action: 'UpdateFailoverTestJob', properties: ['name', 'description', 'circuits', 'minutes'] }],
  delete: { action: 'DeleteFailoverTestJob' },
  scopes: ['self'],
  goneCodes: ['IllegalParam.JobId'],

  *desired({ topology, stack }) {
    for (const element of topology.drills) {
      const circuits = circuitsOf(element);
      if (circuits.length === 0) continue;
      yield {
        address: element.path,
        element,
        region: element.fail.find((each) => each.kind === 'circuit')?.region,
        inputs: {
          name: cloudName(stack, element.name),
          description: ownershipNote(stack, element.path),
          type: 'StartLater',
          resourceType: 'PHYSICALCONNECTION',
          circuits: circuits.map((path) => ref(path)),
          minutes: element.durationMin,
        },
      };
    }
  },
});

function circuitsOf(drill: Drill): string[] {
  return drill.fail.filter((each) => each.kind === 'circuit').map((each) => each.path);
}

/** Failover drills: circuits are taken down for a while, and come back by themselves. */
import { ApiError } from '../engine/api-error.ts';
import { list, text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import type { Call, Resource, World } from '../engine/types.ts';

export const failoverTestJob = defineResource({
  kind: 'failover-test-job',
  product: 'vpc',
  idField: 'JobId',
  idPrefix: 'ftj-',
  life: { ready: 'Init', busy: 'IncorrectStatus.OnlyForInitOrStopped' },
  notFound: { code: 'IllegalParam.JobId', status: 400 },
  view: (job, world) => ({
    Status: statusOf(job, world),
    ...(statusOf(job, world) === 'Stopped' ? { StopTime: stopTime(job) } : {}),
  }),
  create: {
    action: 'CreateFailoverTestJob',
    check: checkCircuits,
    path: (call) => (isNow(call) ? ['Starting', 'Testing'] : ['Init']),
    fields: (call, world) => (isNow(call) ? { StartTime: new Date(world.now).toISOString() } : {}),
  },
  reads: [
    { action: 'DescribeFailoverTestJob', one: { by: ['JobId'], under: 'FailoverTestJobModel' } },
    { action: 'DescribeFailoverTestJobs', list: 'FailoverTestJobList' },
  ],
  modifies: [
    {
      action: 'UpdateFailoverTestJob',
      by: ['JobId'],
      from: ['Init'],
      // Unverified: the code; only waiting jobs can be changed (operation text).
      wrongState: 'IncorrectStatus.OnlyForInit',
      check: (call, world) => {
        if (list(call.params.ResourceId).length > 0) checkCircuits(call, world);
      },
    },
  ],
  moves: [
    {
      action: 'StartFailoverTestJob',
      by: ['JobId'],
      from: ['Init'],
      path: ['Starting', 'Testing'],
      wrongState: 'IncorrectStatus.OnlyForInit',
      fields: (_call, world) => ({ StartTime: new Date(world.now).toISOString() }),
    },
    {
      action: 'StopFailoverTestJob',
      by: ['JobId'],
      from: ['Testing'],
      path: ['Stopping', 'Stopped'],
      wrongState: 'IncorrectStatus.OnlyForTesting',
      fields: (_call, world) => ({ StoppedAt: new Date(world.now).toISOString() }),
    },
  ],
  delete: {
    action: 'DeleteFailoverTestJob',
    by: ['JobId'],
    check: (_call, world, job) => {
      const status = statusOf(job, world);
      if (status === 'Init' || status === 'Stopped' || /fail/i.test(status)) return;
      throw new ApiError(
        'IncorrectStatus.OnlyForInitOrStopped',
        `Job ${job.id} is ${status}; stop it first.`,
      );
    },
  },
});

/** A job that runs longer than its duration in minutes has ended. */
function statusOf(job: Resource, world: World): string {
  if (job.status !== 'Testing') return job.status;
  return world.now >= Date.parse(stopTime(job)) ? 'Stopped' : 'Testing';
}

function stopTime(job: Resource): string {
  const stopped = text(job.fields.StoppedAt);
  if (stopped !== '') return stopped;
  return new Date(
    Date.parse(text(job.fields.StartTime)) + Number(job.fields.JobDuration) * 60_000,
  ).toISOString();
}

function isNow(call: Call): boolean {
  return text(call.params.JobType) === 'StartNow';
}

function checkCircuits(call: Call, world: World): void {
  for (const id of list(call.params.ResourceId).map(text)) {
    const circuit = world.find('physical-connection', id);
    if (circuit === undefined) throw new ApiError('IllegalParam.ResourceId', `Circuit ${id} does not exist.`);
    if (circuit.status !== 'Enabled')
      throw new ApiError('IncorrectStatus.PhysicalConnection', `Circuit ${id} is ${circuit.status}.`);
  }
  const running = world
    .list('failover-test-job')
    .find((each) => each.region === call.region && statusOf(each, world) === 'Testing');
  // Unverified: the code. One running job per region: operation text of CreateFailoverTestJob.
  if (running !== undefined && isNow(call))
    throw new ApiError('OperationDenied.TestingJobExists', `Job ${running.id} is running in this region.`);
}

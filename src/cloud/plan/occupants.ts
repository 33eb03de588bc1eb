/** Services that stand in what a plan takes away: hcnet neither makes nor moves them, and the cloud deletes nothing below them. */
import type { Service, Topology, VSwitchRef } from '../../model/topology.ts';
import { sourceLine, type PlanNote } from '../design/desired.ts';
import type { PlanStep } from './plan.ts';

export function occupantNotes({ services }: Topology, steps: readonly PlanStep[]): readonly PlanNote[] {
  const going = new Map(
    steps
      .filter(({ action }) => action === 'replace' || action === 'delete')
      .map((step) => [step.address, step]),
  );
  return services.flatMap((service) =>
    placesOf(service).flatMap(({ vpc, vswitch }) => {
      const step = going.get(vswitch.path) ?? going.get(vpc.path);
      return step === undefined ? [] : [noteOn(service, step)];
    }),
  );
}

/** Endpoints are made and moved with their vSwitches. */
function placesOf({ access }: Service): readonly VSwitchRef[] {
  return access.kind === 'vpc' && access.at !== undefined ? [access.at] : [];
}

function noteOn(service: Service, { address, action }: PlanStep): PlanNote {
  const what = action === 'replace' ? 'is made anew' : 'is deleted';
  return {
    message: `service '${service.name}' stands in ${address}, which ${what}: move it first, for the old one cannot be deleted below it`,
    address,
    source: sourceLine(service.source),
  };
}

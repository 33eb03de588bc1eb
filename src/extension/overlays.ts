/** What is drawn over a diagram, made from what the tool says. */
import { nameIn } from '../model/path-name.ts';
import type { DriftReport, Drift } from '../cloud/plan/drift.ts';
import { attributeText } from '../export/drift-text.ts';
import { reasonText } from '../export/reason-text.ts';
import type { Overlay, OverlayStep, Status, StepChange } from '../diagram/overlay.ts';
import type {
  ShownAction,
  ShownPlan,
  ShownProgress,
  ShownReason,
  ShownReport,
  ShownResult,
  ShownStep,
  ShownTraffic,
} from '../protocol/run.ts';

/** What a plan would do. */
export function planOverlay(plan: ShownPlan): Overlay {
  return {
    kind: 'plan',
    title: plan.purpose === 'destroy' ? `Destroy '${plan.stack}'` : `Plan for '${plan.stack}'`,
    place: plan.target,
    steps: plan.steps.map((step) => ({ ...stepOf(plan, step), status: plannedStatus(step) })),
  };
}

/** A plan that is about to be carried out. */
export function runOverlay(plan: ShownPlan): Overlay {
  return {
    kind: 'run',
    title: plan.purpose === 'destroy' ? `Destroying '${plan.stack}'` : `Applying '${plan.stack}'`,
    place: plan.target,
    steps: plan.steps.map((step) => ({
      ...stepOf(plan, step),
      status: isForPeople(step) ? 'people' : 'waiting',
    })),
  };
}

export function progressChange({ address, action, phase, message }: ShownProgress): StepChange {
  const status = progressStatus(action, phase);
  // What is in the way of a step would still stand there when the step is done.
  const isLeftOut = message === undefined || phase === 'waiting';
  return { address, status, ...(isLeftOut ? {} : { details: linesOf(message) }) };
}

export function reportChanges({ results }: ShownReport): readonly StepChange[] {
  return results.map(({ address, action, result, message }) => ({
    address,
    status: result === 'done' ? doneStatus(action) : resultStatus[result],
    ...(message === undefined ? {} : { details: linesOf(message) }),
  }));
}

export function reportTitle(plan: ShownPlan, { outcome }: ShownReport): string {
  const verbs = plan.purpose === 'destroy' ? destroyTitles : applyTitles;
  return `${verbs[outcome]} '${plan.stack}'`;
}

/** What others changed. */
export function driftOverlay({ stack, target, drift }: DriftReport): Overlay {
  return {
    kind: 'drift',
    title: drift.length === 0 ? `No drift in '${stack}'` : `Drift in '${stack}'`,
    place: target,
    steps: drift.map((each) => ({
      address: each.address,
      status: driftStatus[each.is],
      title: each.title,
      details: each.attributes.map(attributeText),
      isGone: each.source === undefined,
    })),
  };
}

function stepOf({ purpose, traffic }: ShownPlan, step: ShownStep): Omit<OverlayStep, 'status'> {
  const { address, title, action } = step;
  return {
    address,
    title,
    details: [...detailsOf(step), ...trafficDetails(traffic, address)],
    // A plan that destroys deletes what is still in the text.
    isGone: purpose === 'apply' && (action === 'delete' || action === 'forget'),
  };
}

const plannedStatuses: Readonly<Record<ShownAction, Status>> = {
  'create': 'create',
  'resume': 'create',
  'adopt': 'adopt',
  'move': 'move',
  'update': 'update',
  'replace': 'replace',
  'delete': 'delete',
  'forget': 'forget',
  'people': 'people',
  'wait-external': 'people',
};

const resultStatus: Readonly<Record<ShownResult['result'], Status>> = {
  'done': 'done',
  'failed': 'failed',
  'not-started': 'skipped',
  'waiting': 'people',
};

const driftStatus: Readonly<Record<Drift['is'], Status>> = {
  changed: 'drifted',
  gone: 'missing',
  unseen: 'unseen',
  orphan: 'unknown',
};

const applyTitles: Readonly<Record<ShownReport['outcome'], string>> = {
  done: 'Applied',
  failed: 'Not finished:',
  cancelled: 'Stopped:',
  waiting: 'Waits for people:',
};

const destroyTitles: Readonly<Record<ShownReport['outcome'], string>> = { ...applyTitles, done: 'Destroyed' };

/** An update that only takes back what others did. */
function plannedStatus(step: ShownStep): Status {
  const { action, reasons } = step;
  const isDrift = action === 'update' && reasons.length > 0 && reasons.every(isTakenBack);
  return isDrift ? 'drifted' : plannedStatuses[action];
}

function isTakenBack({ asked, seen, wanted }: ShownReason): boolean {
  return asked !== undefined && asked === wanted && seen !== asked;
}

function progressStatus(action: string, phase: ShownProgress['phase']): Status {
  // `waiting` is for the cloud, which is at work.
  if (phase === 'started' || phase === 'waiting') return 'running';
  return phase === 'done' ? doneStatus(action) : phase;
}

/** What is gone must not look as what is there, nor what is there and no longer ours as what is ours. */
function doneStatus(action: string): Status {
  if (action === 'delete') return 'deleted';
  return action === 'forget' ? 'forgotten' : 'done';
}

function isForPeople({ action }: ShownStep): boolean {
  return action === 'people' || action === 'wait-external';
}

/** Of a new resource, every attribute is in the text. */
function detailsOf({ action, reasons, instruction }: ShownStep): readonly string[] {
  const isNew = action === 'create';
  return [...(isNew ? [] : reasons.map((reason) => reasonText(reason))), ...linesOf(instruction ?? '')];
}

/** Whose traffic this step hits. */
function trafficDetails(traffic: readonly ShownTraffic[], address: string): readonly string[] {
  return traffic
    .filter(({ addresses }) => addresses.includes(address))
    .map(({ from, to, is, lasts }) => {
      const what = is === 'interrupted' ? 'interrupts' : 'leaves fewer ways for';
      return `${what} ${nameIn(from)} → ${nameIn(to)}${lasts ? ', for good' : ', for the moment'}`;
    });
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** Whoever watches a run of plan, apply or destroy: a person at a terminal, or a program that reads events. */
import type { Approval } from '../cloud/apply/apply.ts';
import type { Guard } from '../cloud/plan/guards.ts';
import type { ProgressEvent } from '../cloud/apply/execute.ts';
import type { ApplyReport } from '../cloud/apply/report.ts';
import type { Plan } from '../cloud/plan/plan.ts';
import type { Answers } from './answers.ts';
import type { SignedInAs } from './cloud-target.ts';
import type { Explanation } from './explain.ts';

/** A plan with who would carry it out. */
export interface IdentifiedPlan extends Plan {
  readonly identity: SignedInAs;
}

export interface RunView {
  readonly note: (message: string) => void;
  readonly plan: (plan: IdentifiedPlan) => void;
  /** Asks whether a plan may be carried out, in spite of these guards. Fails when nobody is there to be asked. */
  readonly approve: (plan: IdentifiedPlan, guards: readonly Guard[]) => Promise<Approval>;
  readonly progress: (event: ProgressEvent) => void;
  readonly end: (report: ApplyReport) => void;
  readonly failure: (explanation: Explanation) => void;
  /** What whoever watches hands over; absent at a terminal. */
  readonly handed?: Answers['handed'];
  /** Aborted once whoever watches wants to stop, or is gone. */
  readonly signal: AbortSignal;
  /** Ends the listening; the process can end afterwards. */
  readonly close: () => void;
}

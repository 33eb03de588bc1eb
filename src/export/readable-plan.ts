/** What of a plan the texts need; what the headless tool sends to the extension has this much. */
import type { Plan, PlanStep } from '../cloud/plan/plan.ts';

export interface ReadablePlan extends Pick<Plan, 'stack' | 'target' | 'purpose' | 'changes' | 'pace'> {
  readonly account: string | undefined;
  /** Who would carry it out; absent for a plan of nobody in particular. */
  readonly identity?: { readonly arn: string; readonly credentials: string };
  readonly steps: readonly ReadableStep[];
  readonly problems: readonly ReadableNote[];
  readonly notes: readonly ReadableNote[];
  readonly traffic: readonly ReadableTraffic[];
  readonly guards: readonly { readonly message: string; readonly allow?: string | undefined }[];
}

export interface ReadableStep extends Pick<PlanStep, 'address' | 'action' | 'title'> {
  readonly reasons: readonly ReadableReason[];
  readonly source?: Place | undefined;
  readonly instruction?: string | undefined;
  readonly why?: string | undefined;
  readonly from?: string | undefined;
  readonly dependencies?: readonly string[] | undefined;
  readonly afterRemovalOf?: readonly string[] | undefined;
  readonly afterMakingOf?: readonly string[] | undefined;
  readonly bills?: PlanStep['bills'] | undefined;
}

export interface ReadableReason {
  readonly attribute: string;
  readonly asked?: unknown;
  readonly seen?: unknown;
  readonly wanted?: unknown;
  readonly needsNew?: 'fixed' | 'moved' | undefined;
}

export interface ReadableNote {
  readonly message: string;
  readonly source?: Place | undefined;
}

export interface Place {
  readonly uri: string;
  /** From 1. */
  readonly line: number;
}

export interface ReadableTraffic {
  /** Paths of both ends. */
  readonly from: string;
  readonly to: string;
  readonly is: 'interrupted' | 'degraded';
  readonly lasts: boolean;
  readonly addresses: readonly string[];
  readonly exposedTo: readonly string[];
  readonly source?: Place | undefined;
}

/** The emulated cloud: what exists, what was recorded, and the way of one call through it. */
import { ApiError } from './api-error.ts';
import { commit } from './commit.ts';
import { handlerKey } from './handlers.ts';
import { isReadAction } from './hooks.ts';
import { Ledger } from './ledger.ts';
import { actionOf } from './metadata.ts';
import { projectAnswer } from './project.ts';
import { emptySnapshot, takeSnapshot } from './snapshot.ts';
import { Store } from './store.ts';
import { TokenBook, tokenOf } from './tokens.ts';
import { StoreWorld } from './world.ts';
import type { HandlerTable } from './handlers.ts';
import type { ExecuteHooks } from './hooks.ts';
import type { LedgerEntry } from './ledger.ts';
import type { LedgerRecord } from './ledger-file.ts';
import type { ActionMetadata } from './metadata.ts';
import type { ResourceModel } from './model.ts';
import type { Random } from './random.ts';
import type { Snapshot } from './snapshot.ts';
import type { TokenRecord } from './tokens.ts';
import type { Call, Change, Fields, Resource, World, WorldSettings } from './types.ts';

export interface CloudParts {
  /** By kind. */
  readonly models: ReadonlyMap<string, ResourceModel>;
  readonly handlers: HandlerTable;
  readonly settings: WorldSettings;
  readonly clock: () => number;
  readonly random: Random;
  /** Called after every change, for whoever keeps the state. */
  readonly changed: () => void;
  /** Gets each commit before its call is answered. */
  readonly record?: (record: LedgerRecord) => void;
  /** The world as one call sees it, where that is not how it is. */
  readonly lens?: (world: World, call: Call) => World;
}

/** What happened so far, and what is there. */
export interface CloudState {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly tokens: TokenBook;
}

export function stateOf(snapshot: Snapshot): CloudState {
  const store = new Store();
  for (const resource of snapshot.resources) store.put(resource);
  return { store, ledger: new Ledger(snapshot.ledger), tokens: new TokenBook(snapshot.tokens) };
}

export class Cloud {
  readonly #parts: CloudParts;
  #store: Store;
  #ledger: Ledger;
  #tokens: TokenBook;

  constructor(parts: CloudParts, state: CloudState = newState()) {
    this.#parts = parts;
    this.#store = state.store;
    this.#ledger = state.ledger;
    this.#tokens = state.tokens;
  }

  /** Another cloud in which the same exists and happened; what either does from now on, the other never sees. */
  fork(parts: Partial<CloudParts> = {}): Cloud {
    const state = { store: this.#store.fork(), ledger: this.#ledger.fork(), tokens: this.#tokens.fork() };
    return new Cloud({ ...this.#parts, ...parts }, state);
  }

  /** Runs a checked call to its end. Nothing waits in here, so calls never interleave. */
  execute(call: Call, hooks: ExecuteHooks = {}): Fields {
    const action = actionOf(call.product, call.action);
    const handler = this.#parts.handlers.get(handlerKey(call.product, call.action));
    if (action === undefined || handler === undefined) {
      throw new ApiError(
        'InvalidAction.NotFound',
        `The emulator does not serve ${call.product} ${call.action}.`,
        404,
      );
    }
    const world = this.world();
    const token = tokenOf(call, action);
    const recalled = hooks.forgetsToken === true ? undefined : this.#tokens.recall(call, token);
    if (recalled !== undefined) return { ...recalled, RequestId: call.requestId };
    const { answer, changes: wanted = [] } = handler(call, this.#parts.lens?.(world, call) ?? world);
    const isRead = isReadAction(call.action);
    if (!isRead && call.params.DryRun === true) throw dryRunPassed(call);
    const changes = hooks.changes?.(wanted, world) ?? wanted;
    const before = changes.map(({ resource }) => this.#store.find(resource.kind, resource.id));
    const shaped = envelope(action, answer, call.requestId);
    const remembered = isRead ? undefined : this.#tokens.remember(call, token, shaped);
    this.#commit({ call, token, changes, origin: isRead ? 'emulator' : 'client', at: world.now }, remembered);
    if (changes.length > 0) hooks.committed?.({ changes, before });
    return shaped;
  }

  /** What handlers may look at, with every transition taken as far as the clock says. */
  world(): World {
    const { clock, settings, random, models } = this.#parts;
    const now = clock();
    if (this.#store.settle(now)) this.#parts.changed();
    return new StoreWorld({ now, store: this.#store, settings, random, models });
  }

  /** Brings resources in that no call asked for: circuits that people ordered long ago, drift, fixtures. */
  bring(call: Call, changes: readonly Change[]): void {
    this.#commit({ call, token: '', changes, origin: 'emulator', at: this.#parts.clock() });
  }

  /** A resource of any kind, by its id alone. */
  byId(id: string): Resource | undefined {
    this.world();
    return this.#store.byId(id);
  }

  /** Lets transitions go on that a fault rule held; without a name, all of them. */
  release(held?: string): void {
    if (this.#store.release(held, this.#parts.clock())) this.#parts.changed();
  }

  resources(): readonly Resource[] {
    this.world();
    return this.#store.all();
  }

  ledger(): readonly LedgerEntry[] {
    return this.#ledger.entries();
  }

  snapshot(): Snapshot {
    this.world();
    return takeSnapshot(this.#store, this.#tokens, this.#ledger);
  }

  reset(): void {
    const { store, ledger, tokens } = newState();
    this.#store = store;
    this.#ledger = ledger;
    this.#tokens = tokens;
    this.#parts.record?.({ base: this.snapshot() });
    this.#parts.changed();
  }

  #commit(change: Parameters<typeof commit>[2], token?: TokenRecord): void {
    const entry = commit(this.#store, this.#ledger, change);
    if (entry === undefined) return;
    this.#parts.record?.({ entry, changes: change.changes, ...(token === undefined ? {} : { token }) });
    this.#parts.changed();
  }
}

function newState(): CloudState {
  return stateOf(emptySnapshot);
}

/** Several products wrap each answer in a result of their own; the shape says which. */
function envelope(action: ActionMetadata, answer: Fields, requestId: string): Fields {
  const result =
    action.response.Success === undefined
      ? {}
      : { Success: true, Code: '200', Message: 'OK', HttpStatusCode: 200 };
  return projectAnswer(action.response, { ...result, ...answer, RequestId: requestId });
}

/** A dry run that would succeed is answered as an error: cbn and newer actions `DryRunOperation`, see DryRun of CreateVbrHa. */
function dryRunPassed(call: Call): ApiError {
  const old = call.action === 'CreateVbrHa' || call.action === 'CreateVirtualPhysicalConnection';
  return new ApiError(
    old ? 'DRYRUN.SUCCESS' : 'DryRunOperation',
    'The request passed the dry run; nothing was changed.',
  );
}

/**
 * A resource kind as data. The generic handlers serve its actions from this description;
 * what does not fit it is a handler of its own under `extra`.
 */
import type { Call, Change, Fields, Handler, Json, Product, Resource, World } from './types.ts';

export interface ResourceModel {
  readonly kind: string;
  readonly product: Product;
  /** Field that carries the id in requests and answers. */
  readonly idField: string;
  /** Start of generated ids; kinds whose id follows from their fields give `identify` instead. */
  readonly idPrefix?: string;
  readonly identify?: (fields: Fields) => string;
  readonly life: Life;
  readonly notFound: ErrorSpec;
  /** What a write to this resource occupies, and the code that a second writer meets. */
  readonly locks?: (fields: Fields, world: World) => readonly Lock[];
  /** Fields that follow from the rest of the world, added when the resource is read. */
  readonly view?: (resource: Resource, world: World) => Fields;
  readonly create?: CreateModel;
  readonly put?: PutModel;
  readonly reads?: readonly ReadModel[];
  readonly modifies?: readonly ModifyModel[];
  readonly moves?: readonly MoveModel[];
  readonly delete?: DeleteModel;
  /** Handlers of actions that no description fits, by action name. */
  readonly extra?: Readonly<Record<string, Handler>>;
}

export interface Life {
  /** Name of the status field in answers. */
  readonly field?: string;
  /** Absent: ready at once. */
  readonly creating?: string;
  readonly ready: string;
  /** Absent: modified at once. */
  readonly modifying?: string;
  /** Absent: gone at once. */
  readonly deleting?: string;
  /** Code of a write to a resource that is on its way. */
  readonly busy?: string;
}

export interface ErrorSpec {
  readonly code: string;
  readonly status?: number;
}

export interface Lock {
  readonly key: string;
  readonly code: string;
}

/** A parameter that names another resource. */
export interface ParentCheck {
  readonly param: string;
  readonly kind: string;
  /** Default: the code of the parent's own model. */
  readonly notFound?: ErrorSpec;
  /** Statuses the parent may have; default: the ready status of its model. An empty list allows all. */
  readonly states?: readonly string[];
  readonly wrongState?: string;
  /** Name of the parameter with the owner's account id, for resources of other accounts. */
  readonly ownerParam?: string;
}

export interface UniqueCheck {
  readonly by: readonly string[];
  /** Absent: in the whole account. */
  readonly within?: 'region';
  readonly code: string;
  readonly status?: number;
}

export interface QuotaCheck {
  readonly by: readonly string[];
  readonly max: number;
  readonly code: string;
  /** Counts only these; default all. */
  readonly counts?: (resource: Resource) => boolean;
}

export interface CreateModel {
  readonly action: string;
  /** Other name under which the answer gives the id. */
  readonly answersIdAs?: string;
  readonly parents?: readonly ParentCheck[];
  readonly unique?: readonly UniqueCheck[];
  readonly quota?: readonly QuotaCheck[];
  /** Parameter name to field name, where the read action calls it differently. */
  readonly rename?: Readonly<Record<string, string>>;
  readonly defaults?: Fields;
  /** Fields computed from the request; they win over parameters of the same name. */
  readonly fields?: (call: Call, world: World, id: string) => Fields;
  readonly check?: (call: Call, world: World) => void;
  /** Statuses passed through; default: creating, ready. */
  readonly path?: (call: Call) => readonly string[];
  readonly region?: (call: Call) => string;
  readonly owner?: (call: Call) => string;
  /** Resources that appear together with this one. */
  readonly also?: (resource: Resource, call: Call, world: World) => readonly Change[];
}

/** Create or replace under a key that the caller chooses (Cloud Monitor). */
export interface PutModel {
  readonly action: string;
  readonly keyParam: string;
  readonly rename?: Readonly<Record<string, string>>;
  readonly defaults?: Fields;
  readonly check?: (call: Call, world: World) => void;
  readonly fields?: (call: Call, world: World, previous: Resource | undefined) => Fields;
  readonly status?: (call: Call) => string;
}

export interface ReadModel {
  readonly action: string;
  /** Field of the answer that holds the list; absent for an action that answers one object. */
  readonly list?: string;
  /** One object: the parameter that names it, and whether absence is an error or an empty answer. */
  readonly one?: { readonly by: readonly string[]; readonly under?: string; readonly absent?: 'empty' };
  /** Parameter name to field name for filters whose names differ. */
  readonly by?: Readonly<Record<string, string>>;
  /** Parameters that are no filters, besides the usual ones. */
  readonly ignore?: readonly string[];
  readonly parents?: readonly ParentCheck[];
  readonly where?: (resource: Resource, call: Call, world: World) => boolean;
  /** Runs before the look-up; may refuse, and may bring resources into the world that it finds missing. */
  readonly before?: (call: Call, world: World) => readonly Change[];
}

export interface ModifyModel {
  readonly action: string;
  readonly by: readonly string[];
  readonly parents?: readonly ParentCheck[];
  readonly rename?: Readonly<Record<string, string>>;
  readonly unique?: readonly UniqueCheck[];
  /** Statuses in which it is allowed; default: any that is not transitional. */
  readonly from?: readonly string[];
  readonly wrongState?: string;
  readonly fields?: (call: Call, world: World, resource: Resource) => Fields;
  readonly check?: (call: Call, world: World, resource: Resource) => void;
  /** No intermediate status even if the kind has one. */
  readonly instant?: boolean;
}

/** An action that moves a resource from one status to another. */
export interface MoveModel {
  readonly action: string;
  readonly by: readonly string[];
  readonly from: readonly string[];
  readonly path: readonly string[];
  readonly wrongState: string;
  readonly check?: (call: Call, world: World, resource: Resource) => void;
  readonly fields?: (call: Call, world: World, resource: Resource) => Fields;
}

export interface DeleteModel {
  readonly action: string;
  readonly by: readonly string[];
  readonly rename?: Readonly<Record<string, string>>;
  readonly from?: readonly string[];
  readonly wrongState?: string;
  /** Code of a deletion while an earlier one still runs; default: that of any write meanwhile. */
  readonly again?: string;
  readonly dependents?: readonly Dependent[];
  readonly check?: (call: Call, world: World, resource: Resource) => void;
  /** Unknown ids are answered with success. */
  readonly forgiving?: boolean;
  /** Parameter that skips the dependents and removes them as well. */
  readonly force?: string;
  readonly also?: (resource: Resource, call: Call, world: World) => readonly Change[];
}

/** Resources of `kind` whose field `by` holds the id of the one to delete. */
export interface Dependent {
  readonly kind: string;
  readonly by: string;
  readonly code: string;
  readonly counts?: (resource: Resource) => boolean;
}

/** The text of a field, or empty: most fields are texts and most comparisons are of texts. */
export function text(value: Json | undefined): string {
  if (value === undefined || value === null || typeof value === 'object') return '';
  return String(value);
}

export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function fieldsOf(value: Json | undefined): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

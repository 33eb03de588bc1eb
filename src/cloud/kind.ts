/** The vocabulary in which a resource kind is described. The engine reads it; a kind makes no calls of its own. */
import type { BillingItemId } from '../model/catalog/billing.ts';
import type { Relations } from '../model/relations.ts';
import type { Element, Lifecycle, Tag, Topology } from '../model/topology.ts';
import type { Paging } from './paging.ts';
import type { ProductName } from './products.ts';
import type { LooseInputs, Input, Wire } from './value.ts';

export interface Kind {
  readonly name: string;
  /** For people: `virtual border router`. */
  readonly title: string;
  readonly product: ProductName;
  /** Field of the id in answers and lists; for what has no id, the properties that together identify it. */
  readonly id: string | readonly string[];
  /** Properties that find it again when the answer to its creation was lost; unique in the cloud. */
  readonly naturalKey: readonly string[];
  /** Whatever has its natural key, in its region, is the same thing, and kept, whoever in the design it belongs to. */
  readonly isSharedByKey?: true;
  /** It belongs to the account: the region of its calls is only where to ask for it. See `monitoringRegion`. */
  readonly isAccountWide?: true;
  readonly properties: Readonly<Record<string, Property>>;
  readonly tags?: TagModel;
  /**
   * A count and a list of who uses it. With none of both and no mark, one in the place of a wanted one has no effect for
   * anybody, and is taken for ours: made, and not yet tagged. Only for what takes no tags when it is made.
   */
  readonly vacantWithout?: { readonly count: string; readonly users: string };
  /** Absent: being listed is being ready. */
  readonly status?: StatusModel;
  /** Absent: it can only be adopted. */
  readonly create?: CreateCall;
  readonly read: ReadCall;
  readonly updates?: readonly UpdateCall[];
  /** Absent: it goes with what it belongs to, or must not be deleted at all. */
  readonly delete?: Call;
  /** Facts that other resources refer to besides the id. */
  readonly outputs?: Readonly<Record<string, Output>>;
  /**
   * What a change of it occupies, so that no two changes meet there: `self`, a property that refers to something,
   * or `account:NAME` for what the whole account shares.
   */
  readonly scopes?: readonly string[];
  /** Whether old and new cannot be there together; default true: the old one goes first when it is replaced. */
  readonly isExclusive?: false;
  /** They cannot only where all of these are equal, prefixes: where they overlap. Else the new one comes first. */
  readonly clashesOn?: readonly string[];
  /** Of what else the cloud takes no more than so many at a time: what goes then makes room first. */
  readonly limits?: readonly Limit[];
  /** What it cannot be beside. */
  readonly excludes?: readonly Exclusion[];
  /** What comes first where it is made, though it does not refer to it. */
  readonly follows?: readonly Follow[];
  /** Longest time for each operation, in minutes; default 5. */
  readonly minutes?: { readonly create?: number; readonly update?: number; readonly delete?: number };
  /** Codes that mean "it is gone", besides those of the class `not-found`. */
  readonly goneCodes?: readonly string[];
  /** What of the traffic goes through it, and stops while it is away; absent: none does. */
  readonly carries?: Carries;
  /** What the price lists charge for it. */
  readonly bills?: readonly Bill[];
  /** Absent: free. */
  readonly billing?: 'metered' | 'order';
  /** What people must do before it is ready; see `people.ts`. */
  readonly people?: PeopleModel;
  /** What a design wants of this kind. */
  readonly desired: (design: Design) => Iterable<Wish>;
}

/** How many there can be that have the same values here; what lacks one of them is not counted. */
export interface Limit {
  readonly on: readonly string[];
  /** Equal property by property; `any-order`: whichever of them has which value; `any-one`: one value is enough. */
  readonly meet?: 'any-order' | 'any-one';
  /** Default 1. */
  readonly most?: number;
  /** Only for those that have this value there; without `is`, any. */
  readonly where?: { readonly property: string; readonly is?: string };
  /** Who has this value there takes all the room. */
  readonly alone?: { readonly property: string; readonly is: number };
}

export interface Exclusion {
  /** Name of the other kind. */
  readonly kind: string;
  /** Where all of these are equal: its own properties, and those of the other kind. */
  readonly on: Readonly<Record<string, string>>;
  /** Also not while this property of it changes. */
  readonly changing?: string;
}

export interface Follow {
  /** Name of the other kind. */
  readonly kind: string;
  /** The property of both that refers to the same thing. */
  readonly on: string;
  /** Only where this property of the other one changes; absent: whatever is made or changed of it. */
  readonly changing?: string;
  /** Not where it has this value itself. */
  readonly unless?: { readonly property: string; readonly is: Wire };
}

export interface Bill {
  readonly item: BillingItemId;
  /** Only for those that have this value there. */
  readonly where?: { readonly property: string; readonly is: string };
  /** Attributes that say how much of it is paid. */
  readonly amount?: readonly string[];
}

/** What is not listed as stopping traffic is not known to: the documentation of the calls does not speak of it. */
export interface Carries {
  /** Attributes that cannot change without both ends beginning anew: nothing gets through meanwhile. */
  readonly stopsOn?: readonly string[];
  /** The property with the prefix whose traffic it carries; absent: all that passes. */
  readonly prefix?: string;
  /** Tells whether something gets through, which being ready does not mean; absent: nobody tells. */
  readonly session?: SessionModel;
}

export interface SessionModel {
  readonly field: string;
  /** What the field says when something gets through, in lower case and without anything but letters. */
  readonly up: readonly string[];
  /** And when nothing does. What is neither is not counted on. */
  readonly down: readonly string[];
  /** The property that says `IPv6` where it carries that alone, and else IPv4 alone; absent: it carries both. */
  readonly family?: string;
}

export interface Property {
  /** Parameter of create and update; absent: only the engine needs it. Dots are part of the name. */
  readonly wire?: string;
  /** Path in a listed item; default `wire`; `false`: the cloud does not tell. */
  readonly read?: string | false;
  /** How values compare; default `text`. */
  readonly as?: Comparison;
  /** In which numbers are given, for people. */
  readonly unit?: 'Mbps' | 'ms' | 's' | '%';
  /** Kinds that its reference may lead to. */
  readonly refersTo?: readonly string[];
  readonly required?: true;
  /** A change needs a new resource; `unless-nested`: a prefix can grow and shrink, and not move. */
  readonly immutable?: true | 'unless-nested';
  /** It only says whose something is: left out where it is the account's own, and no change where it comes or goes. */
  readonly namesOwner?: true;
  /** What it refers to cannot be deleted as long as this refers to it. Goes without saying where it is immutable. */
  readonly holds?: true;
  /** `create`: set once and not compared. `update`: the create call has no such parameter, so an update follows. */
  readonly only?: 'create' | 'update';
  readonly secret?: true;
  /** What an update sends to take the value away. */
  readonly clearWith?: Readonly<Record<string, Wire>>;
  /** Parts of it that a new value leaves out stay as they were. */
  readonly keepsParts?: true;
  /** What the cloud has when the design says nothing; a property taken out of the text goes back to it. */
  readonly absent?: Input;
  /** Travels as one JSON text. */
  readonly json?: true;
}

/** `set` and `{ set }` ignore order; `{ set }` compares only the named fields of each entry. */
export type Comparison =
  'text' | 'caseless' | 'number' | 'flag' | 'set' | 'json' | { readonly set: readonly string[] };

/** What is sent besides properties: parameter to `$id`, or to the name of a property. */
export type Identification = Readonly<Record<string, string>>;

export interface Call {
  readonly action: string;
  readonly send?: Identification;
  /** Sent as it stands. */
  readonly with?: Readonly<Record<string, Wire>>;
  /** Codes that mean "wait and repeat", besides those that `error-class.ts` knows. */
  readonly retryOn?: readonly string[];
}

export interface CreateCall extends Call {
  /** Field of the answer with the id; default: the kind's `id`. */
  readonly answersIdAs?: string;
}

export interface UpdateCall extends Call {
  readonly properties: readonly string[];
  /** Parameter names where they differ from `wire`. */
  readonly wires?: Readonly<Record<string, string>>;
  /**
   * `changed` (default), `all` of the properties above, or of the only one what was added and removed: as two
   * lists, or entry by entry in a call for each.
   */
  readonly sends?:
    | 'changed'
    | 'all'
    | { readonly add: string; readonly remove: string }
    | { readonly eachAdded: string }
    | { readonly eachRemoved: string };
}

export interface ReadCall {
  readonly action: string;
  /** Path of the list in the answer; empty: the answer is the one item. */
  readonly items: string;
  /** The answer leaves the list out when it is empty; else an answer without it counts as unreadable. */
  readonly mayLackItems?: true;
  readonly paging?: Paging;
  /** Parameters taken from properties: the list belongs to a parent. */
  readonly within?: Identification;
  /** The parameters of `within` can be left out: then it is the list of all in the region. */
  readonly takesAll?: true;
  readonly with?: Readonly<Record<string, Wire>>;
  /** The list holds things of other kinds as well: those with this value there. */
  readonly without?: { readonly field: string; readonly is: string };
  /** Parameters that ask for one resource, instead of `within`; `$id` stands for its id. */
  readonly byId?: Readonly<Record<string, Wire>>;
  /** A second call for each item of ours, for what the list leaves out. */
  readonly detail?: {
    readonly action: string;
    readonly items: string;
    readonly send: Identification;
    /** The answer's part goes into the item under this name; absent: its fields are added to the item's. */
    readonly under?: string;
  };
}

export interface TagModel {
  /** Parameter of the create call; absent: it takes none, and the tags follow in a call of their own. */
  readonly wire?: 'Tag' | 'Tags';
  /** Path in a listed item. */
  readonly read: string;
  /** Actions that change tags later; absent: tags stay as they were created. */
  readonly change?: { readonly add: string; readonly remove: string; readonly type: string };
}

export interface StatusModel {
  readonly field: string;
  readonly ready: readonly string[];
  /** It will not get better by itself; besides those whose name says so, such as `CreateFailed`. */
  readonly failed?: readonly string[];
  /** Still listed, yet gone. */
  readonly gone?: readonly string[];
}

/** A field of the resource's own item, or of another list's only item. */
export type Output =
  | { readonly field: string }
  | {
      readonly action: string;
      readonly send: Identification;
      readonly with?: Readonly<Record<string, Wire>>;
      readonly items: string;
      readonly paging?: Paging;
      readonly field: string;
      /** Field that names whose it is, where the list without `send` is that of all. */
      readonly of?: string;
    };

export interface PeopleModel {
  /** What a listed item must say before anything may be built on it. */
  readonly ready: Readonly<Record<string, readonly string[]>>;
  /** The plan's option that lets the engine create it; else people do. */
  readonly createOption: PeopleOption | 'never';
  readonly steps: readonly PeopleStep[];
}

export interface PeopleStep {
  readonly name: string;
  readonly instruction: string;
  /** Statuses in which it is over. */
  readonly doneIn: readonly string[];
  /** What is charged from then on. */
  readonly bills?: readonly BillingItemId[];
  /** What the engine does in people's place, where the plan's option asks for it. */
  readonly call?: PeopleCall;
}

export interface PeopleCall {
  readonly option: PeopleOption;
  /** What a listed item must say: the proof that it is time. */
  readonly when: Readonly<Record<string, readonly string[]>>;
  /** A property that stands for it: the update call that changes it is sent. */
  readonly changes: string;
  /** Statuses that it leads to; absent: being listed is enough. */
  readonly until?: readonly string[];
}

/** Options of a plan that hand a step of people to the engine. Each has to be asked for, every time. */
export type PeopleOption = 'applyForCircuits' | 'confirmCircuits' | 'enableCircuits';

export type PeopleOptions = Readonly<Partial<Record<PeopleOption, boolean>>>;

/** Everything a kind may look at when it says what a design wants. */
export interface Design {
  readonly topology: Topology;
  readonly relations: Relations;
  readonly stack: string;
}

/** One resource that a design wants, as a kind says it. */
export interface Wish {
  /** Stable, readable, unique: the path of the element, with a suffix for what has no element of its own. */
  readonly address: string;
  readonly element: Element;
  /** Empty for what belongs to no region; `undefined` when the design does not say it. */
  readonly region: string | undefined;
  readonly inputs: LooseInputs;
  /** The id of an existing resource to use instead of creating one. */
  readonly adopt?: string | undefined;
  /** The account that owns it, when it is not the design's. */
  readonly owner?: string | undefined;
  readonly tags?: readonly Tag[];
  /** Of a resource that stands for its element without having its path; see `lifecycle.ts`. */
  readonly lifecycle?: Lifecycle;
  /** Addresses that must be ready first although nothing refers to them. */
  readonly after?: readonly string[];
}

export function defineKind(kind: Kind): Kind {
  return kind;
}

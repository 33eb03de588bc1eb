/** The frame that every design rule fills; see `all.ts` for the list. */
import type { Element, Topology } from '../model/topology.ts';

/**
 * By consequence. `error`: the cloud will refuse it, or traffic is lost now. `warning`: it works until
 * something fails. `info`: worth knowing.
 */
export type Severity = 'error' | 'warning' | 'info';

/** A small change of the design, on elements and not on text; `language/` writes it into the text. */
export type Edit =
  /**
   * Gives a property a value, in the text form of the language: `set(bgp, 'bfd', 'on')`. With `value`, only that
   * one of a list is replaced; it is named as in `Violation.value`.
   */
  | {
      readonly kind: 'set';
      readonly element: Element;
      readonly property: string;
      readonly text: string;
      readonly value?: string;
    }
  /** Puts a statement into an element's block: `add(monitoring, 'event bgp-peer-down')`. */
  | { readonly kind: 'add'; readonly element: Element; readonly text: string }
  /** Puts a declaration behind the last one of the file that holds `after`. */
  | { readonly kind: 'declare'; readonly after: Element; readonly text: string }
  /**
   * Takes away a property, or the whole element when no property is named. With `value`, only that one of a list
   * goes, and the property with it when nothing else is left.
   */
  | {
      readonly kind: 'remove';
      readonly element: Element;
      readonly property: string | undefined;
      readonly value?: string;
    };

export interface Fix {
  /** What it does, in the imperative: `Enable BFD`. */
  readonly title: string;
  readonly edits: readonly Edit[];
}

export interface Violation {
  readonly element: Element;
  /** The keyword of the property at fault, in the language; `undefined` points at the element's name. */
  readonly property?: string;
  /** The one value at fault in a list, as the topology has it (`prefix.text`, a name); else all are marked. */
  readonly value?: string;
  readonly message: string;
  /** Other places that belong to it, such as the second of two overlapping prefixes. */
  readonly related?: readonly { readonly element: Element; readonly message: string }[];
  readonly fix?: Fix | undefined;
}

export interface Rule {
  /** As in the rule catalog, `HC313`. */
  readonly id: string;
  readonly severity: Severity;
  /** A noun phrase for lists. */
  readonly title: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** Where the fact behind the rule is published; empty when the rule is this project's own judgement. */
  readonly sources: readonly string[];
  readonly check: (topology: Topology) => Iterable<Violation>;
  readonly examples: {
    /** A design that the rule finds fault with; carets in comments mark the places. */
    readonly bad: string;
    /** The same design, mended: what the fix makes of `bad`, if there is a fix. */
    readonly good: string;
  };
}

export interface Finding extends Violation {
  readonly rule: Rule;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}

export function set(element: Element, property: string, text: string): Edit {
  return { kind: 'set', element, property, text };
}

/** Replaces one value of a list: `replace(vpc, 'prefix', '10.0.0.0/8', '10.0.0.0/16')`. */
export function replace(element: Element, property: string, value: string, text: string): Edit {
  return { kind: 'set', element, property, value, text };
}

export function add(element: Element, text: string): Edit {
  return { kind: 'add', element, text };
}

export function declare(after: Element, text: string): Edit {
  return { kind: 'declare', after, text };
}

export function remove(element: Element, property?: string): Edit {
  return { kind: 'remove', element, property };
}

/** Takes one value out of a list: `removeValue(ecr, 'attach', 'telecom-vbr')`. */
export function removeValue(element: Element, property: string, value: string): Edit {
  return { kind: 'remove', element, property, value };
}

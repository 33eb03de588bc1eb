/** The published API metadata: what each action takes and answers. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { products, type ProductName } from '../../../src/cloud/products.ts';

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly required?: boolean;
  /** Where it travels; only the reference folder says it. */
  readonly position?: 'Query' | 'Body' | 'FormData';
  readonly sdkStyle?: 'json' | 'simple';
  readonly enum?: readonly (string | number)[] | undefined;
  readonly min?: number;
  readonly max?: number;
  readonly ranges?: readonly (readonly number[])[];
  readonly reserved?: readonly number[];
  /** Allowed besides the range. */
  readonly also?: readonly number[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  /** The fields of a list's entries; the two sources name them differently. */
  readonly sub?: readonly Parameter[];
  readonly members?: readonly Parameter[];
  readonly struct?: unknown;
}

export type Shape = string | { readonly [name: string]: Shape } | readonly Shape[];

export interface Action {
  readonly parameters: readonly Parameter[];
  readonly response: Shape;
}

export interface Metadata {
  readonly version: string;
  readonly actions: Readonly<Record<string, Action>>;
}

/** The product's own copy, and the reference folder where it is there. */
export const sources = [
  { name: 'the copy in this repository', folder: 'src/emulator/metadata' },
  { name: 'the reference folder', folder: '../shared/openapi' },
].filter(({ folder }) => existsSync(path.join(folder, 'vpc.json')));

export function readMetadata(folder: string): Readonly<Record<ProductName, Metadata>> {
  const entries = Object.keys(products).map((name) => [
    name,
    JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Metadata,
  ]);
  // The files are generated from the published metadata, in this shape.
  return Object.fromEntries(entries) as Record<ProductName, Metadata>;
}

/** `undefined` when the action takes it; else what is wrong with it. */
export function parameterFault(action: Action, name: string): string | undefined {
  if (action.parameters.some((parameter) => parameter.name === name)) return undefined;
  const [head = '', index, ...rest] = name.split('.');
  const parameter = action.parameters.find((each) => each.name === head);
  if (parameter === undefined) return `no parameter ${head}`;
  if (index === undefined || !/^\d+$/.test(index)) return `${head} is no list`;
  if (rest.length === 0) return undefined;
  const [field = ''] = rest;
  const fields =
    (parameter.sub ?? parameter.members)?.map((each) => each.name) ?? structFields(parameter.struct);
  return fields.includes(field) ? undefined : `${head} has no ${field}`;
}

/** The parameter of a wire name: `Name`, `Name.1` for an item of a list, `Name.1.Member` for a member of one. */
export function parameterAt(parameters: readonly Parameter[], name: string): Parameter | undefined {
  const exact = parameters.find((each) => each.name === name);
  if (exact !== undefined) return exact;
  const list = parameters.find((each) => name.startsWith(`${each.name}.`));
  const [index, ...rest] = name.slice((list?.name.length ?? 0) + 1).split('.');
  if (list === undefined || !/^\d+$/.test(index ?? '')) return undefined;
  if (rest.length > 0)
    return parameterAt(list.members ?? list.sub ?? structMembers(list.struct), rest.join('.'));
  return { ...list, type: 'String' };
}

/** Whether a listed item has this path; lists on the way are walked into. */
export function hasPath(shape: Shape, dotted: string): boolean {
  return rawShapeAt(shape, dotted.split('.')) !== undefined;
}

export function shapeAt(shape: Shape, dotted: string): Shape | undefined {
  let at = rawShapeAt(shape, dotted === '' ? [] : dotted.split('.'));
  while (Array.isArray(at)) at = (at as readonly Shape[])[0];
  return at;
}

/** As it is there, lists as lists. */
export function rawShapeAt(shape: Shape, names: readonly string[]): Shape | undefined {
  let at: Shape | undefined = shape;
  for (const name of names) {
    while (Array.isArray(at)) at = (at as readonly Shape[])[0];
    at =
      at === undefined || typeof at === 'string' ? undefined : (at as Readonly<Record<string, Shape>>)[name];
  }
  return at;
}

function structMembers(struct: unknown): readonly Parameter[] {
  return structFields(struct).map((name) => ({ name, type: 'String' }));
}

function structFields(struct: unknown): string[] {
  const [first] = Array.isArray(struct) ? (struct as unknown[]) : [struct];
  return typeof first === 'object' && first !== null ? Object.keys(first) : [];
}

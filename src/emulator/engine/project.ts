/**
 * Cuts an answer to the shape that the metadata gives for an action.
 * Field names, nesting and types come from there, so no answer can hold a field that the real one has not.
 */
import { cutsOf } from './view.ts';
import type { Shape } from './metadata.ts';
import type { Fields, Json } from './types.ts';

export function projectAnswer(shape: Readonly<Record<string, Shape>>, answer: Fields): Fields {
  return projectObject(shape, answer);
}

function projectObject(shape: Readonly<Record<string, Shape>>, value: Fields): Fields {
  const out: Record<string, Json> = {};
  for (const name in shape) {
    const inner = shape[name];
    const given = value[name];
    if (inner === undefined || given === undefined || given === null) continue;
    const cut = project(inner, given);
    if (cut !== undefined) out[name] = cut;
  }
  return out;
}

function project(shape: Shape, value: Json): Json | undefined {
  if (typeof shape === 'string') return projectLeaf(shape, value);
  if (isListShape(shape)) return projectList(shape, value);
  if (isList(value)) return wrapList(shape, value);
  if (typeof value !== 'object' || value === null) return undefined;
  const anything = shape['*'];
  return anything === undefined ? projectObject(shape, value) : projectMap(anything, value);
}

function projectMap(shape: Shape, value: Fields): Fields {
  const out: Record<string, Json> = {};
  for (const [name, each] of Object.entries(value)) {
    const cut = each === undefined ? undefined : project(shape, each);
    if (cut !== undefined) out[name] = cut;
  }
  return out;
}

/** Old actions wrap each list twice (`Vpcs.Vpc[]`): a list given for such a pair takes the inner place. */
function wrapList(shape: Readonly<Record<string, Shape>>, value: readonly Json[]): Json | undefined {
  const [[name, inner] = []] = Object.entries(shape).filter(([, each]) => isListShape(each));
  if (name === undefined || inner === undefined) return undefined;
  const cut = project(inner, value);
  return cut === undefined ? undefined : { [name]: cut };
}

function projectList(shape: readonly Shape[], value: Json): Json | undefined {
  const [item] = shape;
  if (item === undefined || !isList(value)) return undefined;
  return value.map((each) => projectItem(item, each)).filter((each) => each !== undefined);
}

/** Views of resources are listed again and again. */
function projectItem(shape: Shape, value: Json): Json | undefined {
  const known =
    typeof shape === 'object' && typeof value === 'object' && value !== null ? cutsOf(value) : undefined;
  if (known === undefined || typeof shape !== 'object') return project(shape, value);
  const cut = known.get(shape) ?? project(shape, value);
  known.set(shape, cut);
  return cut;
}

function projectLeaf(shape: string, value: Json): Json | undefined {
  if (shape === 'any') return value;
  if (typeof value === 'object') return undefined;
  if (shape === 'number') return numberOf(value);
  if (shape === 'boolean') return typeof value === 'boolean' ? value : String(value) === 'true';
  return String(value);
}

/** Times are kept as ISO text; products that answer a number mean milliseconds. */
function numberOf(value: string | number | boolean): number | undefined {
  if (typeof value === 'number') return value;
  const text = String(value);
  const number = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number(text);
  return text === '' || Number.isNaN(number) ? undefined : number;
}

function isListShape(shape: Shape): shape is readonly Shape[] {
  return Array.isArray(shape);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

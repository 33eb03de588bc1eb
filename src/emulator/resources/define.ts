/** Small helpers that several resource descriptions share. */
import { containsPrefix, overlaps, parseAddress, parsePrefix } from '../../model/ip.ts';
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import type { Address, Prefix } from '../../model/ip.ts';
import type { ResourceModel } from '../engine/model.ts';
import type { Call, Fields, Json, Resource, World } from '../engine/types.ts';

/** Checks nothing at run time; it makes a description show its mistakes where it is written. */
export function defineResource(model: ResourceModel): ResourceModel {
  return model;
}

/** The prefix a parameter holds, or the refusal that names the parameter. */
export function prefixParam(call: Call, name: string, code: string): Prefix | undefined {
  const value = text(call.params[name]);
  if (value === '') return undefined;
  const prefix = parsePrefix(value);
  if (prefix === undefined) throw new ApiError(code, `The value "${value}" of ${name} is not a CIDR block.`);
  if (prefix.hasHostBits)
    throw new ApiError(
      code,
      `The value "${value}" of ${name} has host bits set; the block is ${prefix.text}.`,
    );
  return prefix;
}

export function addressParam(call: Call, name: string, code: string): Address | undefined {
  const value = text(call.params[name]);
  if (value === '') return undefined;
  const address = parseAddress(value);
  if (address === undefined)
    throw new ApiError(code, `The value "${value}" of ${name} is not an IP address.`);
  return address;
}

export function prefixesOf(values: readonly Json[]): readonly Prefix[] {
  return values.map((each) => parsePrefix(text(each))).filter((each) => each !== undefined);
}

export function isInside(inner: Prefix, outer: readonly Prefix[]): boolean {
  return outer.some((each) => containsPrefix(each, inner));
}

export function overlapping(prefix: Prefix, others: readonly Prefix[]): Prefix | undefined {
  return others.find((each) => overlaps(each, prefix));
}

/** Resources of a kind whose field holds the value. */
export function having(world: World, kind: string, field: string, value: string): readonly Resource[] {
  return world.having(kind, field, value);
}

export function nameOfResource(world: World, kind: string, id: string, field: string): string {
  return text(world.find(kind, id)?.fields[field]);
}

/** Several actions answer `{ Data: ... }` or nothing at all; an empty answer says only RequestId. */
export const noAnswer: { readonly answer: Fields } = { answer: {} };

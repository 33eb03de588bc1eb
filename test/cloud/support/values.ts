/** Whether a value may stand in a parameter, by what the published metadata says about it. */
import type { Parameter } from './metadata.ts';

/** What is wrong with the value; empty when nothing is. */
export function valueFaults(parameter: Parameter, value: unknown): readonly string[] {
  switch (shapeOf(parameter)) {
    case 'list':
      return listFaults(parameter, value);
    case 'object':
      return memberFaults(parameter, value);
    case 'json':
      return isJson(value) ? [] : [`${parameter.name} is not JSON`];
    case 'csv':
      return typeof value === 'string' ? [] : [`${parameter.name} is no text`];
    case 'boolean':
      return /^(true|false)$/.test(plain(value)) ? [] : [`${parameter.name} is neither true nor false`];
    case 'number':
      return numberFaults(parameter, value);
    case 'string':
      return textFaults(parameter, value);
  }
}

type ShapeName = 'list' | 'object' | 'json' | 'csv' | 'boolean' | 'number' | 'string';

/** The copy in this repository and the reference folder spell types in their own ways. */
function shapeOf({ type, sdkStyle }: Parameter): ShapeName {
  if (sdkStyle === 'json') return 'json';
  if (sdkStyle === 'simple') return 'csv';
  switch (type.toLowerCase()) {
    case 'list':
    case 'repeatlist':
    case 'array':
      return 'list';
    case 'object':
    case 'struct':
      return 'object';
    case 'integer':
    case 'long':
    case 'number':
    case 'float':
    case 'double':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'json':
      return 'json';
    case 'csv':
      return 'csv';
    case 'string':
      return 'string';
    default:
      throw new Error(`nobody knows the type ${type}`);
  }
}

function listFaults(parameter: Parameter, value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [`${parameter.name} is no list`];
  const tooMany = parameter.maxItems !== undefined && value.length > parameter.maxItems;
  return [
    ...(tooMany ? [`${parameter.name} has more than ${String(parameter.maxItems)} items`] : []),
    ...value.flatMap((item) => memberFaults(parameter, item)),
  ];
}

function memberFaults(parameter: Parameter, value: unknown): readonly string[] {
  const members = parameter.members ?? parameter.sub;
  if (members === undefined || typeof value !== 'object' || value === null) return [];
  const given = value as Readonly<Record<string, unknown>>;
  return members.flatMap((member) => {
    if (given[member.name] !== undefined) return valueFaults(member, given[member.name]);
    return member.required === true ? [`${parameter.name}.${member.name} is required`] : [];
  });
}

function numberFaults(parameter: Parameter, value: unknown): readonly string[] {
  const number = Number(plain(value));
  if (plain(value).trim() === '' || Number.isNaN(number)) return [`${parameter.name} is no number`];
  const { min = -Infinity, max = Infinity, ranges, also = [], reserved = [], name } = parameter;
  if (also.includes(number)) return [];
  const isInside =
    number >= min &&
    number <= max &&
    !reserved.includes(number) &&
    (ranges === undefined ||
      isListed(parameter, number) ||
      ranges.some(([low = -Infinity, high = Infinity]) => low <= number && number <= high));
  if (!isInside) return [`${name} must not be ${String(number)}`];
  return ranges === undefined ? enumFaults(parameter, number) : [];
}

function textFaults(parameter: Parameter, value: unknown): readonly string[] {
  if (typeof value === 'object') return [`${parameter.name} is no text`];
  const text = plain(value);
  const { name, min, max, minLength = 0, maxLength = Infinity, pattern } = parameter;
  const length = Array.from(text).length;
  return [
    // Numbers typed as text carry the rules of numbers.
    ...(min === undefined && max === undefined ? [] : numberFaults({ ...parameter, enum: undefined }, text)),
    ...(length < minLength || length > maxLength ? [`${name} has ${String(length)} characters`] : []),
    ...(pattern === undefined || new RegExp(pattern, 'u').test(text) ? [] : [`${name} does not match`]),
    ...(parameter.ranges === undefined ? enumFaults(parameter, text) : []),
  ];
}

function enumFaults(parameter: Parameter, value: string | number): readonly string[] {
  return parameter.enum === undefined || isListed(parameter, value)
    ? []
    : [`${parameter.name} must not be ${String(value)}`];
}

function isListed(parameter: Parameter, value: string | number): boolean {
  return parameter.enum?.map(String).includes(String(value)) === true;
}

/** Texts, numbers and truth values as they travel; anything else is nothing of the kind. */
function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

function isJson(value: unknown): boolean {
  try {
    JSON.parse(plain(value));
    return true;
  } catch {
    return false;
  }
}

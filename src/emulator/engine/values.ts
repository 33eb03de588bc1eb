/** Checks one value against the rules of its parameter. */
import { ApiError } from './api-error.ts';
import type { ParameterMetadata } from './metadata.ts';
import type { Json, Product } from './types.ts';

export function checkValue(product: Product, name: string, parameter: ParameterMetadata, text: string): Json {
  switch (parameter.type) {
    case 'string':
      checkText(product, name, parameter, text);
      return text;
    case 'integer':
    case 'number':
      return checkNumber(product, name, parameter, text);
    case 'boolean':
      return checkBoolean(product, name, text);
    case 'json':
      return checkJson(product, name, text);
    case 'csv':
      return text.split(',').map((each) => each.trim());
    case 'list':
    case 'object':
      throw invalid(
        product,
        name,
        'is written with an index or a member name after it, for example "Name.1"',
      );
  }
}

/** VPC and ECS say `InvalidVlanId.Malformed`, the newer products `InvalidParameter.VlanId`. */
export function invalid(product: Product, name: string, because: string): ApiError {
  const last = name.replace(/\.\d+/g, '').split('.').at(-1) ?? name;
  const code =
    product === 'vpc' || product === 'ecs' ? `Invalid${last}.Malformed` : `InvalidParameter.${last}`;
  return new ApiError(code, `The value of "${name}" ${because}.`);
}

function checkText(product: Product, name: string, parameter: ParameterMetadata, text: string): void {
  // Numbers typed as text (`Asn`, `BandwidthPercent`) carry numeric rules.
  if (parameter.min !== undefined || parameter.max !== undefined) checkNumber(product, name, parameter, text);
  checkEnumeration(product, name, parameter, text);
  checkLength(product, name, parameter, text);
  if (parameter.pattern !== undefined && !patternOf(parameter.pattern).test(text)) {
    throw invalid(product, name, `must match ${parameter.pattern}`);
  }
}

function checkLength(product: Product, name: string, parameter: ParameterMetadata, text: string): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = parameter;
  // In code units a text is never shorter than in characters, so most need no counting.
  if (minLength === 0 && text.length <= maxLength) return;
  const length = Array.from(text).length;
  if (length < minLength) throw invalid(product, name, `is shorter than ${minLength} characters`);
  if (length > maxLength) throw invalid(product, name, `is longer than ${maxLength} characters`);
}

const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(source, 'u');
  patterns.set(source, known);
  return known;
}

function checkNumber(product: Product, name: string, parameter: ParameterMetadata, text: string): number {
  const shape = parameter.type === 'number' ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!shape.test(text)) throw invalid(product, name, 'is not a number');
  const value = Number(text);
  if (parameter.also?.includes(value) === true) return value;
  if (parameter.reserved?.includes(value) === true) throw invalid(product, name, `may not be ${value}`);
  if (parameter.min !== undefined && value < parameter.min)
    throw invalid(product, name, `is below ${parameter.min}`);
  if (parameter.max !== undefined && value > parameter.max)
    throw invalid(product, name, `is above ${parameter.max}`);
  if (parameter.type !== 'string') checkRanges(product, name, parameter, value);
  return value;
}

/** An enumeration beside ranges widens them: LocalAsn is 45104 or one of the private ranges. */
function checkRanges(product: Product, name: string, parameter: ParameterMetadata, value: number): void {
  if (parameter.ranges === undefined) {
    checkEnumeration(product, name, parameter, String(value));
    return;
  }
  const inRange = parameter.ranges.some(
    ([low, high]) => low !== undefined && high !== undefined && low <= value && value <= high,
  );
  const listed = parameter.enum?.some((each) => Number(each) === value) === true;
  if (!inRange && !listed) throw invalid(product, name, `is outside ${JSON.stringify(parameter.ranges)}`);
}

function checkEnumeration(product: Product, name: string, parameter: ParameterMetadata, text: string): void {
  if (parameter.enum === undefined || parameter.ranges !== undefined) return;
  if (parameter.enum.some((each) => String(each) === text)) return;
  throw invalid(product, name, `is "${text}", not one of ${parameter.enum.join(', ')}`);
}

function checkBoolean(product: Product, name: string, text: string): boolean {
  const lower = text.toLowerCase();
  if (lower !== 'true' && lower !== 'false') throw invalid(product, name, 'is neither true nor false');
  return lower === 'true';
}

function checkJson(product: Product, name: string, text: string): Json {
  try {
    // JSON.parse yields exactly the values that Json describes.
    return JSON.parse(text) as Json;
  } catch {
    throw invalid(product, name, 'is not JSON');
  }
}

/** The emulator's copy of the published API metadata: which parameters an action takes, what it answers. */
import * as z from 'zod';
import cbn from '../metadata/cbn.json' with { type: 'json' };
import cms from '../metadata/cms.json' with { type: 'json' };
import ecs from '../metadata/ecs.json' with { type: 'json' };
import expressconnectrouter from '../metadata/expressconnectrouter.json' with { type: 'json' };
import privatelink from '../metadata/privatelink.json' with { type: 'json' };
import pvtz from '../metadata/pvtz.json' with { type: 'json' };
import sts from '../metadata/sts.json' with { type: 'json' };
import vpc from '../metadata/vpc.json' with { type: 'json' };
import { products } from './types.ts';
import type { Product } from './types.ts';

export type Shape = string | readonly Shape[] | { readonly [field: string]: Shape };

export interface ParameterMetadata {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'object' | 'json' | 'csv';
  readonly required?: boolean | undefined;
  readonly enum?: readonly (string | number)[] | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly ranges?: readonly (readonly number[])[] | undefined;
  readonly reserved?: readonly number[] | undefined;
  /** A value allowed besides the range. */
  readonly also?: readonly number[] | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly pattern?: string | undefined;
  readonly default?: number | undefined;
  readonly items?: string | undefined;
  readonly members?: readonly ParameterMetadata[] | undefined;
}

export interface ActionMetadata {
  /** Name of the parameter that carries the idempotency token. */
  readonly token?: string | undefined;
  readonly paging?: string | undefined;
  readonly parameters: readonly ParameterMetadata[];
  readonly response: Readonly<Record<string, Shape>>;
}

export interface ProductMetadata {
  readonly product: string;
  readonly version: string;
  readonly actions: Readonly<Record<string, ActionMetadata>>;
}

const files: Record<Product, unknown> = { vpc, cbn, expressconnectrouter, privatelink, cms, pvtz, ecs, sts };

const parsed = new Map<Product, ProductMetadata>();

export function metadataOf(product: Product): ProductMetadata {
  const known = parsed.get(product);
  if (known !== undefined) return known;
  const fresh = productSchema.parse(files[product]);
  parsed.set(product, fresh);
  return fresh;
}

/** Products are told apart by their version: action names repeat between them. */
export function productOfVersion(version: string): Product | undefined {
  return products.find((product) => metadataOf(product).version === version);
}

export function actionOf(product: Product, action: string): ActionMetadata | undefined {
  const { actions } = metadataOf(product);
  return Object.hasOwn(actions, action) ? actions[action] : undefined;
}

const shapeSchema: z.ZodType<Shape> = z.lazy(() =>
  z.union([z.string(), z.array(shapeSchema), z.record(z.string(), shapeSchema)]),
);

const parameterSchema: z.ZodType<ParameterMetadata> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.enum(['string', 'integer', 'number', 'boolean', 'list', 'object', 'json', 'csv']),
    required: z.boolean().optional(),
    enum: z.array(z.union([z.string(), z.number()])).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    ranges: z.array(z.array(z.number())).optional(),
    reserved: z.array(z.number()).optional(),
    also: z.array(z.number()).optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    maxItems: z.number().optional(),
    pattern: z.string().optional(),
    default: z.number().optional(),
    items: z.string().optional(),
    members: z.array(parameterSchema).optional(),
  }),
);

const productSchema: z.ZodType<ProductMetadata> = z.object({
  product: z.string(),
  version: z.string(),
  actions: z.record(
    z.string(),
    z.object({
      token: z.string().optional(),
      paging: z.string().optional(),
      parameters: z.array(parameterSchema),
      response: z.record(z.string(), shapeSchema),
    }),
  ),
});

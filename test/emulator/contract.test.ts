import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { handlerTable } from '../../src/emulator/engine/handlers.ts';
import { metadataOf, productOfVersion } from '../../src/emulator/engine/metadata.ts';
import { projectAnswer } from '../../src/emulator/engine/project.ts';
import { products } from '../../src/emulator/engine/types.ts';
import { models, services } from '../../src/emulator/resources/all.ts';
import served from '../../src/emulator/metadata/served.json' with { type: 'json' };
import type { ParameterMetadata, Shape } from '../../src/emulator/engine/metadata.ts';

const published = path.resolve(import.meta.dirname, '../../../shared/openapi');

const actions = products.flatMap((product) =>
  Object.entries(metadataOf(product).actions).map(([name, action]) => ({ product, name, action })),
);

describe('the emulator and its copy of the metadata', () => {
  test('serve the same actions', () => {
    const table = handlerTable(models, services);
    expect([...table.keys()].sort()).toEqual(actions.map(({ product, name }) => `${product}.${name}`).sort());
    expect(served).toEqual(
      Object.fromEntries(
        products.map((product) => [product, Object.keys(metadataOf(product).actions)]).sort(),
      ),
    );
  });

  test('tell products apart by version', () => {
    for (const product of products) expect(productOfVersion(metadataOf(product).version)).toBe(product);
  });

  test('answer a request id to everything', () => {
    for (const { name, action } of actions)
      expect(action.response, name).toHaveProperty('RequestId', 'string');
  });

  test('show the id of a resource in the action that reads it', () => {
    for (const model of models.filter((each) => each.idField !== 'ResourceKey')) {
      const shapes = (model.reads ?? []).map((read) =>
        JSON.stringify(metadataOf(model.product).actions[read.action]?.response),
      );
      if (shapes.length > 0) expect(shapes[0], model.kind).toContain(`"${model.idField}"`);
    }
  });

  test('name parameters in descriptions as the actions do', () => {
    for (const model of models) {
      const used = [
        ...[model.create, ...(model.reads ?? [])].flatMap((each) =>
          (each?.parents ?? []).map((parent) => [each?.action ?? '', parent.param] as const),
        ),
        ...(model.modifies ?? []).flatMap((each) => each.by.map((by) => [each.action, by] as const)),
        ...(model.moves ?? []).flatMap((each) => each.by.map((by) => [each.action, by] as const)),
        ...(model.delete === undefined
          ? []
          : model.delete.by.map((by) => [model.delete?.action ?? '', by] as const)),
      ];
      for (const [action, param] of used) {
        expect(
          metadataOf(model.product).actions[action]?.parameters.map((each) => each.name),
          `${action} of ${model.kind}`,
        ).toContain(param);
      }
    }
  });
});

describe('an answer is cut to the published shape:', () => {
  test('unknown fields vanish, types become the documented ones, lists take their inner place', () => {
    const shape = {
      Total: 'number',
      Name: 'string',
      Flag: 'boolean',
      Vpcs: { Vpc: [{ VpcId: 'string', Tags: { Tag: [{ Key: 'string' }] } }] },
    };
    const answer = {
      Total: '3',
      Name: 7,
      Flag: 'true',
      Secret: 'x',
      Vpcs: [{ VpcId: 'vpc-1', Other: 1, Tags: [{ Key: 'a', Value: 'b' }] }],
    };
    expect(projectAnswer(shape, answer)).toEqual({
      Total: 3,
      Name: '7',
      Flag: true,
      Vpcs: { Vpc: [{ VpcId: 'vpc-1', Tags: { Tag: [{ Key: 'a' }] } }] },
    });
  });

  test('times become milliseconds where the product answers numbers', () => {
    expect(projectAnswer({ At: 'number' }, { At: '2026-01-02T03:04:05Z' })).toEqual({
      At: Date.parse('2026-01-02T03:04:05Z'),
    });
  });
});

describe.runIf(existsSync(published))('the copy agrees with the published metadata', () => {
  const source = z.object({
    version: z.string(),
    actions: z.record(
      z.string(),
      z.object({
        parameters: z.array(z.looseObject({ name: z.string(), required: z.boolean().optional() })),
        response: z.unknown().optional(),
      }),
    ),
  });

  test.each(products)('%s', (product) => {
    const whole = source.parse(JSON.parse(readFileSync(path.join(published, `${product}.json`), 'utf8')));
    expect(metadataOf(product).version).toBe(whole.version);
    for (const [name, action] of Object.entries(metadataOf(product).actions)) {
      const original = whole.actions[name];
      expect(action.parameters.map(briefly).sort(), name).toEqual(original?.parameters.map(briefly).sort());
      expect(fieldsOf(action.response), name).toEqual(
        fieldsOf((original?.response ?? { RequestId: 'string' }) as Shape),
      );
    }
  });
});

function briefly(parameter: Pick<ParameterMetadata, 'name' | 'required'>): string {
  return `${parameter.name}${parameter.required === true ? '*' : ''}`;
}

/** Every field of a shape with its path. */
function fieldsOf(shape: Shape, prefix = ''): readonly string[] {
  if (typeof shape === 'string') return [`${prefix}: ${shape}`];
  if (Array.isArray(shape)) return shape.flatMap((each: Shape) => fieldsOf(each, `${prefix}[]`));
  return Object.entries(shape).flatMap(([name, each]: [string, Shape]) =>
    fieldsOf(each, `${prefix}.${name}`),
  );
}

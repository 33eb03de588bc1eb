/** From models to one table of handlers, by product and action. */
import { createHandler, putHandler } from './create.ts';
import { deleteHandler, modifyHandler, moveHandler } from './change.ts';
import { readHandler } from './read.ts';
import type { ResourceModel } from './model.ts';
import type { Handler, Product } from './types.ts';

/** Actions that belong to no single resource: regions, tags, who am I. */
export interface Service {
  readonly product: Product;
  readonly actions: Readonly<Record<string, Handler>>;
}

export type HandlerTable = ReadonlyMap<string, Handler>;

export function handlerTable(models: readonly ResourceModel[], services: readonly Service[]): HandlerTable {
  const table = new Map<string, Handler>();
  const add = (product: Product, action: string, handler: Handler): void => {
    const key = handlerKey(product, action);
    if (table.has(key)) throw new Error(`Two handlers for ${key}`);
    table.set(key, handler);
  };
  for (const model of models) {
    for (const [action, handler] of handlersOf(model)) add(model.product, action, handler);
  }
  for (const service of services) {
    for (const [action, handler] of Object.entries(service.actions)) add(service.product, action, handler);
  }
  return table;
}

export function handlerKey(product: Product, action: string): string {
  return `${product}.${action}`;
}

function handlersOf(model: ResourceModel): readonly (readonly [string, Handler])[] {
  return [
    ...(model.create === undefined
      ? []
      : [[model.create.action, createHandler(model, model.create)] as const]),
    ...(model.put === undefined ? [] : [[model.put.action, putHandler(model, model.put)] as const]),
    ...(model.reads ?? []).map((read) => [read.action, readHandler(model, read)] as const),
    ...(model.modifies ?? []).map((modify) => [modify.action, modifyHandler(model, modify)] as const),
    ...(model.moves ?? []).map((move) => [move.action, moveHandler(model, move)] as const),
    ...(model.delete === undefined
      ? []
      : [[model.delete.action, deleteHandler(model, model.delete)] as const]),
    ...Object.entries(model.extra ?? {}),
  ];
}

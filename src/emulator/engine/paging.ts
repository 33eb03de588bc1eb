/** The four ways in which the products cut a list into pages. */
import { ApiError } from './api-error.ts';
import type { ActionMetadata } from './metadata.ts';
import { text } from './model.ts';
import type { Fields, Json } from './types.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** What the answer says about the page: TotalCount, PageNumber, NextToken ... under every name in use. */
  readonly about: Fields;
}

export function pageOf<T>(all: readonly T[], action: ActionMetadata, params: Fields): Page<T> {
  if (action.paging === undefined) return { items: all, about: totals(all.length) };
  return action.paging.startsWith('NextToken')
    ? tokenPage(all, action, params)
    : numberedPage(all, action, params);
}

function numberedPage<T>(all: readonly T[], action: ActionMetadata, params: Fields): Page<T> {
  const name = action.paging?.split('/')[0] ?? 'PageNumber';
  const number = numberOf(params, action, name, 1);
  const size = numberOf(params, action, 'PageSize', 10);
  if (number < 1 || size < 1) throw new ApiError('InvalidParameter', 'Page numbers and sizes start at 1.');
  const items = all.slice((number - 1) * size, number * size);
  return {
    items,
    about: {
      ...totals(all.length),
      [name]: number,
      PageSize: size,
      Count: items.length,
      TotalPages: Math.ceil(all.length / size),
    },
  };
}

function tokenPage<T>(all: readonly T[], action: ActionMetadata, params: Fields): Page<T> {
  const sizeName = action.paging?.split('/')[1] ?? 'PageSize';
  const size = numberOf(params, action, sizeName, 20);
  if (size < 1) throw new ApiError('InvalidParameter', `${sizeName} starts at 1.`);
  const start = offsetOf(params.NextToken);
  const items = all.slice(start, start + size);
  const end = start + items.length;
  const more = end < all.length ? { NextToken: tokenOf(end) } : { NextToken: '' };
  return { items, about: { ...totals(all.length), ...more, [sizeName]: size, Count: items.length } };
}

/** The number of all matches goes by four names. */
function totals(count: number): Fields {
  return { TotalCount: count, Total: count, TotalItems: count, Count: count };
}

function numberOf(params: Fields, action: ActionMetadata, name: string, otherwise: number): number {
  const given = params[name];
  if (given !== undefined) return Number(given);
  return action.parameters.find((each) => each.name === name)?.default ?? otherwise;
}

function tokenOf(offset: number): string {
  return Buffer.from(`hcnet:${offset}`).toString('base64url');
}

function offsetOf(token: Json | undefined): number {
  if (token === undefined || token === '') return 0;
  const [, offset] = /^hcnet:(\d+)$/.exec(Buffer.from(text(token), 'base64url').toString()) ?? [];
  if (offset === undefined)
    throw new ApiError('InvalidParameter.NextToken', 'NextToken comes from another list or has expired.');
  return Number(offset);
}

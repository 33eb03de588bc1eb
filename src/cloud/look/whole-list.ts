/** Reads a list to its end, and believes it only when its parts add up. */
import type { Answer, CloudContext } from '../context.ts';
import { CloudError } from '../client/cloud-error.ts';
import { EngineError } from '../engine-error.ts';
import { itemsAt, valuesAt, type Item } from './observe.ts';
import { textOf } from '../value.ts';
import type { Paging } from '../paging.ts';
import { backoffMs, readPatiently } from '../client/patience.ts';
import { products, type ProductName } from '../products.ts';
import type { Look } from './reader.ts';
import { canonicalJson, type Wire } from '../value.ts';

export interface ListRequest {
  readonly product: ProductName;
  readonly action: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, Wire>>;
  /** Path of the list in the answer; empty: the answer is the one item. */
  readonly items: string;
  readonly mayLackItems?: boolean;
  readonly paging: Paging | undefined;
}

/** Lists change while their pages are read; one that never adds up is taken as it is in the end. */
const mostAttempts = 4;

/** Rejects with an `EngineError` when the end cannot be reached. */
export async function readWholeList(
  context: CloudContext,
  request: ListRequest,
  look: Pick<Look, 'urgency' | 'signal'>,
): Promise<readonly Item[]> {
  for (let attempt = 1; ; attempt += 1) {
    const read = await readPages(context, request, look);
    if ('lost' in read) {
      if (attempt === mostAttempts) throw endless(request, read);
      await context.clock.sleep(backoffMs(context, attempt - 1), look.signal);
      continue;
    }
    const items = distinct(read.items, read.total);
    if (read.total === undefined || read.total === items.length || attempt === mostAttempts) return items;
  }
}

/**
 * One look at everything, its pages together: about `size` things are expected. While things come and go, some may be
 * missing: only for those who look again until they see what they wait for.
 */
export async function glanceOverList(
  size: number,
  context: CloudContext,
  request: ListRequest,
  look: Pick<Look, 'urgency' | 'signal'>,
): Promise<readonly Item[]> {
  const { paging } = request;
  if (paging?.style !== 'pages') return readWholeList(context, request, look);
  const readFromTo = (from: number, to: number): Promise<Answer[]> =>
    Promise.all(
      Array.from({ length: Math.max(0, to - from + 1) }, (_each, index) =>
        readPage(context, request, { [paging.page]: from + index }, look),
      ),
    );
  const expected = Math.max(1, Math.ceil(size / paging.count));
  const answers = await readFromTo(1, expected);
  const [first] = answers;
  const onPage = first === undefined ? 0 : itemsAt(first, request.items).length;
  const total = first === undefined ? undefined : totalOf(first);
  // Without a number, or with smaller pages than asked for, only page after page leads to the end.
  if (total === undefined || onPage < Math.min(total, paging.count))
    return readWholeList(context, request, look);
  answers.push(...(await readFromTo(expected + 1, Math.ceil(total / paging.count))));
  return answers.flatMap((answer) => itemsAt(answer, request.items));
}

interface Read {
  readonly items: readonly Item[];
  /** How many there should be, where the answer tells. */
  readonly total: number | undefined;
}

/** The way to the end is lost: only another one from the beginning can lead there. */
interface Lost {
  /** Why. */
  readonly lost: string;
  readonly cause?: CloudError;
}

async function readPages(
  context: CloudContext,
  request: ListRequest,
  look: Pick<Look, 'urgency' | 'signal'>,
): Promise<Read | Lost> {
  const { paging } = request;
  const items: Item[] = [];
  const passed = new Set<string>();
  let position: Record<string, Wire> = paging?.style === 'pages' ? { [paging.page]: 1 } : {};
  for (;;) {
    let answer: Answer;
    try {
      answer = await readPage(context, request, position, look);
    } catch (error) {
      if (!refusesPlace(paging, position, error)) throw error;
      return { lost: `where a page ended, ${error.message}`, cause: error };
    }
    const page = itemsAt(answer, request.items);
    items.push(...page);
    const total = totalOf(answer);
    const next = nextPosition(paging, answer, position, { onPage: page.length, sofar: items.length, total });
    if (next === undefined) return { items, total };
    const place = placeOf(paging, next, page, total);
    if (place !== undefined && passed.has(place)) return { lost: 'its pages lead back to one before' };
    if (place !== undefined) passed.add(place);
    position = next;
  }
}

async function readPage(
  context: CloudContext,
  request: ListRequest,
  position: Readonly<Record<string, Wire>>,
  look: Pick<Look, 'urgency' | 'signal'>,
): Promise<Answer> {
  const { paging, product, action, region } = request;
  const size = paging === undefined ? {} : { [paging.size]: paging.count };
  const parameters = { ...request.parameters, ...size, ...position };
  const { urgency } = look;
  return readPatiently(context, look.signal, async () =>
    readable(
      await context.client.call({
        product,
        action,
        region,
        parameters,
        ...(urgency === undefined ? {} : { urgency }),
      }),
      request,
    ),
  );
}

/** The cloud no longer knows where we are in the list: it refuses its own token. */
function refusesPlace(
  paging: Paging | undefined,
  position: Readonly<Record<string, Wire>>,
  error: unknown,
): error is CloudError {
  const isFurther = paging?.style === 'tokens' && position[paging.token] !== undefined;
  return isFurther && error instanceof CloudError && error.class === 'invalid';
}

/**
 * What does not come twice on the way to the end: a token, or a full page as it is. Where there is a number, the way
 * ends by itself.
 */
function placeOf(
  paging: Paging | undefined,
  next: Readonly<Record<string, Wire>>,
  page: readonly Item[],
  total: number | undefined,
): string | undefined {
  if (paging?.style === 'tokens') return canonicalJson(next);
  return total === undefined ? canonicalJson(page) : undefined;
}

function endless({ action, region }: ListRequest, { lost, cause }: Lost): EngineError {
  const where = region === '' ? '' : ` in ${region}`;
  return new EngineError(
    'failed',
    `${action}${where} cannot be read to its end: ${lost}. It was begun ${mostAttempts} times; run this again later, and ask the support of Alibaba Cloud if it stays so`,
    { cause },
  );
}

/** A list that is not there is no empty list: acting on it would make everything a second time. */
function readable(answer: Answer, request: ListRequest): Answer {
  // An answer that is the one item itself is empty when there is none.
  if (request.items === '' || request.mayLackItems === true || hasList(answer, request.items)) return answer;
  throw new CloudError({
    action: request.action,
    product: products[request.product].title,
    region: request.region,
    code: '',
    requestId: textOf(answer.RequestId),
    class: 'ambiguous',
    detail: undefined,
  });
}

/** The last name of the path may be missing in an empty list, the ones before it may not unless it says 0. */
function hasList(answer: Answer, path: string): boolean {
  const names = path.split('.');
  if (names.length === 1) return Array.isArray(answer[path]) || totalOf(answer) === 0;
  const outer = valuesAt(answer, names.slice(0, -1).join('.'));
  return totalOf(answer) === 0 || outer.some((value) => typeof value === 'object');
}

function totalOf(answer: Answer): number | undefined {
  const total = answer.TotalCount ?? answer.TotalItems ?? answer.Total;
  if (typeof total !== 'number' && typeof total !== 'string') return undefined;
  const number = total === '' ? Number.NaN : Number(total);
  return Number.isInteger(number) ? number : undefined;
}

/** A page may repeat what another one had. */
function distinct(items: readonly Item[], total: number | undefined): readonly Item[] {
  if (total !== undefined && items.length <= total) return items;
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = canonicalJson(item);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function nextPosition(
  paging: Paging | undefined,
  answer: Answer,
  position: Readonly<Record<string, Wire>>,
  counts: { readonly onPage: number; readonly sofar: number; readonly total: number | undefined },
): Record<string, Wire> | undefined {
  if (paging === undefined) return undefined;
  if (paging.style === 'tokens') {
    const token = answer[paging.token];
    return typeof token === 'string' && token !== '' ? { [paging.token]: token } : undefined;
  }
  const isLast =
    counts.total === undefined
      ? counts.onPage < paging.count
      : counts.onPage === 0 || counts.sofar >= counts.total;
  return isLast ? undefined : { [paging.page]: Number(position[paging.page]) + 1 };
}

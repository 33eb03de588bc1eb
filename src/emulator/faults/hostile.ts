/** F30: texts from the cloud that are meant to break whoever shows, stores or runs them. */
import * as z from 'zod';
import { fieldsOf, text } from '../engine/model.ts';
import type { Fields, Json } from '../engine/types.ts';
import type { Effects } from './effects.ts';

export const hostileSchema = z.strictObject({
  kind: z.literal('hostile'),
  /** Terminal codes; markup; a way out of a folder; line ends and NUL; text that turns around; what templates run; size. */
  what: z.enum(['ansi', 'html', 'path', 'control', 'bidi', 'template', 'huge']),
  /** A field anywhere in the answer; absent: names, descriptions, messages and one more tag. */
  field: z.string().min(1).optional(),
  /** How long the one text of `huge` is. */
  characters: z
    .number()
    .int()
    .min(1)
    .max(50 * 1024 * 1024)
    .default(10 * 1024 * 1024),
});

type Hostile = z.output<typeof hostileSchema>;

/** Refusals are answers too: their message is of the cloud's own making. */
export function hostile(fault: Hostile): Effects {
  return { wire: { body: (json) => JSON.stringify(poisoned(fault, JSON.parse(json) as Json)) } };
}

const suffixes: Readonly<Record<Exclude<Hostile['what'], 'path' | 'huge'>, string>> = {
  ansi: '\u001b[2J\u001b[31m\u001b]8;;http://127.0.0.1/\u0007gone\u001b]8;;\u0007\u009b1m',
  html: '"><script>alert(1)</script><img src=x onerror=alert(1)>',
  control: '\r\n- a line of its own\u0000\u2028\u0085',
  bidi: '\u202egnp.exe\u2066\u200b',
  template: '${process.exit(1)}{{7*7}}$(id)`id`%s%n=1+1',
};

function poisoned(fault: Hostile, answer: Json): Json {
  let isFirst = true;
  const poison = (value: string): string => {
    switch (fault.what) {
      case 'path':
        return '../../../../../../etc/passwd';
      case 'huge': {
        const grown = isFirst ? 'A'.repeat(fault.characters) : value;
        isFirst = false;
        return grown;
      }
      default:
        return value + suffixes[fault.what];
    }
  };
  return walked(answer, '', fault.field, poison);
}

type Poison = (value: string) => string;

function walked(value: Json, name: string, field: string | undefined, poison: Poison): Json {
  if (typeof value === 'string') return isChosen(name, field) ? poison(value) : value;
  if (isList(value)) {
    const items = value.map((each) => walked(each, name, field, poison));
    return field === undefined && isTagList(items) ? [...items, extraTag(items[0], poison)] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Fields).map(([inner, each]) => [
      inner,
      each === undefined ? undefined : walked(each, inner, field, poison),
    ]),
  );
}

/** Texts that people choose. A name by which something is found again is left alone unless the rule names it. */
function isChosen(name: string, field: string | undefined): boolean {
  if (field !== undefined) return name === field;
  return /(Name|Description|Message)$/.test(name) && !/^(Service|Contact\w*|Group|Rule)Name$/.test(name);
}

function isTagList(items: readonly Json[]): boolean {
  const [first] = items.map(fieldsOf);
  return first !== undefined && (text(first.Key) !== '' || text(first.TagKey) !== '');
}

function extraTag(like: Json | undefined, poison: Poison): Json {
  return Object.fromEntries(Object.keys(fieldsOf(like)).map((name) => [name, poison('note')]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** What a person sent with a form of the pages: everything in it is text, and what is left empty is left out. */
import { FaultRuleError, readAs } from '../faults/rule.ts';
import { driftNowSchema } from '../faults/drift.ts';
import type { FaultRule } from '../faults/rule.ts';
import type { Inside } from '../site.ts';

export type Form = ReadonlyMap<string, string>;

/** Does it, and says where to go on. Fails with FaultRuleError. */
export function submit(inside: Inside, form: Form): string {
  const removed = form.get('remove');
  if (removed !== undefined) inside.faults.remove(removed);
  else act(inside, form);
  return pathBack(form.get('back') ?? '/');
}

function act(inside: Inside, form: Form): void {
  const id = form.get('id') ?? '';
  switch (form.get('do')) {
    case 'clear':
      inside.faults.clear();
      return;
    case 'reset':
      inside.reset();
      return;
    case 'update':
    case 'hold':
    case 'delete':
      ensureFound(inside.drift(driftOf(form)), id);
      return;
    case 'dependent':
      if (inside.addDependent(id)) return;
      throw new FaultRuleError(`Nothing that the emulator knows can use "${id}"`);
    default:
      inside.faults.add(ruleFrom(form));
  }
}

function driftOf(form: Form): Parameters<Inside['drift']>[0] {
  const field = form.get('field') ?? '';
  return readAs(driftNowSchema, {
    id: form.get('id'),
    op: form.get('do'),
    ...(field === '' ? {} : { fields: { [field]: form.get('value') ?? '' } }),
    ...numberIn(form, 'forMs'),
  });
}

function ensureFound(isFound: boolean, id: string): void {
  if (!isFound) throw new FaultRuleError(`Nothing has the id "${id}" any more`);
}

function ruleFrom(form: Form): FaultRule {
  const written = form.get('fault') ?? '';
  const times = form.get('times') ?? '';
  const match = Object.fromEntries(
    ['product', 'action', 'calls', 'address']
      .map((name) => [name, form.get(name)])
      .filter(([, value]) => value),
  ) as FaultRule['match'];
  // The rule is checked as a whole when it is added.
  return {
    match: { ...match, ...numberIn(form, 'nth') },
    fault: jsonOf(written === '' ? (form.get('preset') ?? '') : written) as FaultRule['fault'],
    ...(times === 'always' ? { times } : numberIn(form, 'times')),
    ...numberIn(form, 'chance'),
    ...numberIn(form, 'forMs'),
  };
}

function numberIn(form: Form, name: string): Readonly<Record<string, number>> {
  const value = form.get(name) ?? '';
  return value === '' ? {} : { [name]: Number(value) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FaultRuleError('The fault is not JSON', { cause: error });
  }
}

/** A page of ours; two slashes would begin the name of another host. */
function pathBack(back: string): string {
  return /^\/(?!\/)[\w/%.~!'()*-]*$/.test(back) ? back : '/';
}

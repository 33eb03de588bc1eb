/** What watches over the things that a walk has found: alert rules name them, and not the other way round. */
import { canonicalJson } from '../value.ts';
import { textIn, type Thing } from './thing.ts';
import type { Walk } from './walk.ts';

/** Alert rules, whom they tell, and the event rules that tell the same people. */
export async function watchedBy(walk: Walk, things: readonly Thing[]): Promise<void> {
  const ids = new Set(things.map(({ id }) => id));
  const groups = new Set<string>();
  const regions = [...new Set(things.map(({ region }) => region))].filter((region) => region !== '');
  const isAboutUs = (rule: Thing): boolean => {
    const isOurs = idsIn(rule).some((id) => ids.has(id));
    if (isOurs) for (const name of groupsIn(rule)) groups.add(name);
    return isOurs;
  };
  for (const region of regions) await walk.list('alert-rule', region, {}, isAboutUs);
  const [region] = regions;
  if (groups.size === 0 || region === undefined) return;
  const contacts = new Set<string>();
  await walk.list('contact-group', region, {}, (group) => {
    const isAsked = groups.has(group.id);
    if (isAsked) for (const name of contactsIn(group)) contacts.add(name);
    return isAsked;
  });
  await walk.list('contact', region, {}, (contact) => contacts.has(contact.id));
  await eventRules(walk, region, groups);
}

/** An event rule says by its targets whom it tells. */
async function eventRules(walk: Walk, region: string, groups: ReadonlySet<string>): Promise<void> {
  const rules = await walk.ask('event-rule', region, {});
  for (const { Name: name } of rules) {
    if (typeof name !== 'string') continue;
    const targets = await walk.ask('event-rule-target', region, { RuleName: name });
    if (!targets.some((target) => groups.has(String(target.ContactGroupName)))) continue;
    await walk.list('event-rule', region, {}, (rule) => rule.id === name);
    await walk.list('event-rule-target', region, { rule: name });
  }
}

/** All texts in the dimensions of a rule: among them are the ids of what it watches. */
export function idsIn(rule: Thing): string[] {
  const text = textIn(rule, 'resources') ?? canonicalJson(rule.values.resources ?? '');
  return [...text.matchAll(/"([^"]+)"/g)].flatMap((match) => match[1] ?? []);
}

export function groupsIn(rule: Thing): string[] {
  return (textIn(rule, 'contactGroup') ?? '').split(',').map((name) => name.trim());
}

function contactsIn(group: Thing): string[] {
  const { contacts } = group.values;
  return Array.isArray(contacts) ? contacts.map(String) : [];
}

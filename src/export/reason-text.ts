/** Why a step is in a plan: an attribute, what is, what will be, and who changed it. */
import { addressTag } from '../cloud/naming.ts';
import type { ReadableReason } from './readable-plan.ts';
import { plain, type Emphasis } from './text-style.ts';

export function reasonText(reason: ReadableReason, { faint }: Emphasis = plain): string {
  if (reason.attribute === `tags.${addressTag}`) return faint('the tag hcnet:addr follows the new address');
  const hints = [...historyOf(reason), ...(reason.needsNew === undefined ? [] : [needs[reason.needsNew]])];
  return [`${reason.attribute}${changeText(reason)}`, ...hints.map((hint) => faint(`(${hint})`))].join('  ');
}

const needs = {
  fixed: 'cannot be changed once it is made',
  moved: 'can grow or shrink in place, and not move',
};

/** Asked, seen and wanted: where what is seen is not what was asked for, somebody else was there. */
function historyOf({ asked, seen, wanted }: ReadableReason): readonly string[] {
  if (asked === undefined || seen === undefined || seen === asked) return [];
  return [
    wanted === asked ? 'changed by somebody else' : `changed by somebody else, asked for ${textOf(asked)}`,
  ];
}

function changeText({ asked, seen, wanted }: ReadableReason): string {
  const before = seen ?? asked;
  if (before === undefined) return wanted === undefined ? '' : `: ${textOf(wanted)}`;
  // What is there is a list of ids, which tell nobody anything.
  if (listFrom(before) !== undefined && isAwaited(wanted)) return `: ${wanted}`;
  const lists = [listFrom(before), listFrom(wanted)] as const;
  if (lists[0] !== undefined && lists[1] !== undefined) return `: ${differenceText(lists[0], lists[1])}`;
  return `: ${textOf(before)} → ${wanted === undefined ? 'nothing' : textOf(wanted)}`;
}

function isAwaited(wanted: unknown): wanted is string {
  return typeof wanted === 'string' && wanted.startsWith('(known after apply');
}

/** Of lists, what comes and what goes. */
function differenceText(before: readonly string[], after: readonly string[]): string {
  const added = after.filter((each) => !before.includes(each)).map((each) => `+ ${each}`);
  const removed = before.filter((each) => !after.includes(each)).map((each) => `- ${each}`);
  return [...added, ...removed].join(', ');
}

function listFrom(value: unknown): readonly string[] | undefined {
  if (typeof value !== 'string' || !value.startsWith('[')) return undefined;
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list)
      ? list.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
      : undefined;
  } catch {
    // A text that only begins like a list.
    return undefined;
  }
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

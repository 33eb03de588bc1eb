/** What of a request is kept on the resource. */
import { mask } from './redact.ts';
import { fieldsOf, list, text } from './model.ts';
import type { Call, Fields, Json, Tag } from './types.ts';

/** Parameters about the call, not about the resource. */
const notKept = new Set([
  ...['RegionId', 'ClientToken', 'Token', 'DryRun', 'Tag', 'Tags', 'AcceptLanguage', 'Lang', 'UserClientIp'],
  ...['OwnerId', 'OwnerAccount', 'ResourceOwnerId', 'ResourceOwnerAccount', 'AutoPay'],
]);

export function keptFields(
  params: Fields,
  rename: Readonly<Record<string, string>> = {},
  without: readonly string[] = [],
): Fields {
  const kept: Record<string, Json | undefined> = {};
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || notKept.has(name) || without.includes(name)) continue;
    kept[rename[name] ?? name] = mask(name, value);
  }
  return kept;
}

/** Written as `Tag` or `Tags`, with `Key` or `key`, by product. */
export function tagsOf(call: Call): readonly Tag[] {
  const given = [...list(call.params.Tag), ...list(call.params.Tags)].map(fieldsOf);
  return given.map((each) => ({
    Key: text(each.Key ?? each.key),
    Value: text(each.Value ?? each.value),
  }));
}

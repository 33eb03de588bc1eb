import type { RuleSetting } from '../language/findings.ts';

/** The settings `hcnet.rules.<id>` as the client sends them; anything that is no setting is left out. */
export function readRuleSettings(rules: unknown): ReadonlyMap<string, RuleSetting> {
  if (typeof rules !== 'object' || rules === null) return new Map();
  return new Map(
    Object.entries(rules).flatMap(([id, value]): [string, RuleSetting][] =>
      isSetting(value) ? [[id, value]] : [],
    ),
  );
}

function isSetting(value: unknown): value is RuleSetting {
  return value === 'off' || value === 'info' || value === 'warning' || value === 'error';
}

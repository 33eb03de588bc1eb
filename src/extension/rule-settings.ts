/** The settings `hcnet.rules.<id>` of package.json, made from the rules; `npm run generate` writes them there. */
import type { RuleInfo } from '../language/findings.ts';

export interface RuleSetting {
  readonly order: number;
  readonly type: 'string';
  readonly enum: readonly string[];
  readonly default: 'default';
  readonly scope: 'window';
  readonly markdownDescription: string;
}

export function ruleSettings(rules: readonly RuleInfo[]): Readonly<Record<string, RuleSetting>> {
  return Object.fromEntries(
    rules.map((rule, index) => [`hcnet.rules.${rule.id}`, settingOf(rule, index + 1)]),
  );
}

function settingOf({ title, why, severity }: RuleInfo, order: number): RuleSetting {
  return {
    order,
    type: 'string',
    enum: ['default', 'error', 'warning', 'info', 'off'],
    default: 'default',
    scope: 'window',
    markdownDescription: `${title}. ${why} \`default\`: ${severity}.`,
  };
}

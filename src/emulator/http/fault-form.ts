/** The form on the status page with which a person makes something go wrong, and how it is read. */
import { FaultRuleError } from '../faults/rule.ts';
import { escape } from './html.ts';
import type { RuleState } from '../faults/faults.ts';
import type { FaultRule } from '../faults/rule.ts';

export interface FormParts {
  readonly key: string;
  readonly rules: readonly RuleState[];
}

/** One per family of faults, as a starting point; the text can be changed before it is sent. */
const presets: readonly FaultRule['fault'][] = [
  { kind: 'lost-answer' },
  { kind: 'lost-request' },
  { kind: 'duplicate' },
  { kind: 'late-commit', afterMs: 10_000 },
  { kind: 'server-error', when: 'after', answer: 'unavailable-html' },
  { kind: 'throttling', retryAfterS: 1 },
  { kind: 'slow', answerMs: 5000 },
  { kind: 'stuck' },
  { kind: 'failed', status: 'Failed' },
  { kind: 'stale-reads', forMs: 10_000 },
  { kind: 'regress', reads: 1 },
  { kind: 'paging', what: 'missing' },
  { kind: 'token', what: 'processing' },
  { kind: 'quota' },
  { kind: 'permission' },
  { kind: 'credentials', what: 'expired' },
  { kind: 'clock-skew', skewMs: 1_200_000 },
  { kind: 'nonce-used' },
  { kind: 'malformed', what: 'null' },
  { kind: 'reset', at: 'body' },
  { kind: 'conflict', scope: 'vpc' },
  { kind: 'drift', op: 'delete' },
  { kind: 'foreign-dependent' },
  { kind: 'object-race' },
  { kind: 'stale-list', lagMs: 5000 },
];

export function faultForm({ key, rules }: FormParts): string {
  const hidden = `<input type="hidden" name="key" value="${escape(key)}">`;
  const options = presets
    .map((each) => escape(JSON.stringify(each)))
    .map((each) => `<option value="${each}">${each}</option>`)
    .join('');
  return `<h2>Faults (${rules.length})</h2>
${rules.map((each) => ruleRow(each, hidden)).join('\n')}
<form method="post" action="/_hcnet/form">${hidden}
<p><label>Fault <select name="preset">${options}</select></label></p>
<p><label>or as JSON <input name="fault" size="50" placeholder="{&quot;kind&quot;:&quot;stuck&quot;}"></label></p>
<p><label>Action <input name="action" placeholder="Create*"></label>
<label>from the <input name="nth" value="1" size="3">th call</label>
<label>times <input name="times" value="1" size="6"></label> <button>Inject</button></p>
</form>`;
}

/** Everything in a form is text; what is left empty is left out. */
export function ruleFromForm(form: ReadonlyMap<string, string>): FaultRule {
  const written = form.get('fault') ?? '';
  const action = form.get('action') ?? '';
  const times = form.get('times') ?? '';
  return {
    match: { nth: Number(form.get('nth') ?? '1'), ...(action === '' ? {} : { action }) },
    // The rule is checked as a whole when it is added.
    fault: jsonOf(written === '' ? (form.get('preset') ?? '') : written) as FaultRule['fault'],
    times: times === 'always' ? times : Number(times === '' ? '1' : times),
  };
}

function ruleRow({ rule, met, hit }: RuleState, hidden: string): string {
  const what = `${rule.id}: ${JSON.stringify(rule.fault)} on ${rule.match.action ?? 'any call'}, hit ${hit} of ${met} met`;
  return `<form method="post" action="/_hcnet/form">${hidden}<input type="hidden" name="remove" value="${escape(rule.id)}">
<p>${escape(what)} <button>Remove</button></p></form>`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FaultRuleError('The fault is not JSON', { cause: error });
  }
}

/** The rules in force, and a form with which a person makes something go wrong. */
import { faultCatalog } from '../faults/catalog.ts';
import { products } from '../engine/types.ts';
import { html } from './html.ts';
import { cardOf, heading, page } from './layout.ts';
import type { RuleState } from '../faults/faults.ts';
import type { FullRule } from '../faults/rule.ts';
import type { Html } from './html.ts';

export function faultsPage(rules: readonly RuleState[], key: string | undefined, isLive: boolean): string {
  const heads = ['Rule', 'Fault', 'Meets', 'Hit', ''];
  const body = html`${heading('Rules in force', `${rules.length}`)}
  ${cardOf(
    heads,
    rules.map((each) => rowOf(each, key)),
    'Nothing goes wrong.',
  )}
  ${key === undefined ? notControlled : injection(key)}`;
  return page({ title: 'Faults', place: '/faults', body, isLive });
}

const notControlled = html`${heading('Make something go wrong')}
  <div class="card">
    <p class="empty">Start the emulator with <code>--control</code> to inject faults from here.</p>
  </div>`;

function rowOf({ rule, met, hit }: RuleState, key: string | undefined): readonly Html[] {
  const entry = faultCatalog.find((each) => each.example.kind === rule.fault.kind);
  const times = rule.times === 'always' ? 'always' : `${hit} of ${rule.times}`;
  return [
    html`<b class="tight">${rule.id}</b>`,
    html`${entry?.title ?? ''}<br /><span class="id soft">${JSON.stringify(rule.fault)}</span>`,
    html`${meets(rule)}`,
    html`${times}<br /><span class="soft">${met} met</span>`,
    key === undefined ? html`` : removal(rule.id, key),
  ];
}

/** Which calls, in words. */
function meets({ match, chance, forMs }: FullRule): string {
  const { product, action, calls, nth, params, address, accessKeyId } = match;
  return [
    action ?? (calls === undefined ? 'any call' : `any ${calls}`),
    ...(product === undefined ? [] : [`of ${product}`]),
    ...(address === undefined ? [] : [`about ${address}`]),
    ...Object.entries(params ?? {}).map(([name, value]) => `with ${name}=${value}`),
    ...(accessKeyId === undefined ? [] : [`signed by ${accessKeyId}`]),
    ...(nth === 1 ? [] : [`from number ${nth} on`]),
    ...(chance === 1 ? [] : [`with chance ${chance}`]),
    ...(forMs === undefined ? [] : [`for ${forMs} ms`]),
  ].join(' ');
}

function removal(id: string, key: string): Html {
  return html`<form class="line" method="post" action="/_hcnet/form">
    ${hidden(key)} <button name="remove" value="${id}">Remove</button>
  </form>`;
}

function injection(key: string): Html {
  const choices = faultCatalog.map(
    ({ family, title, what, example }, index) =>
      html`<label>
        <input
          type="radio"
          name="preset"
          value="${JSON.stringify(example)}"
          ${index === 0 ? html`checked` : undefined}
        />
        <span class="soft">${family}</span
        ><span><b>${title}</b> <span class="soft">${what}</span></span></label
      >`,
  );
  const options = [...products, 'oss'].map((each) => html`<option>${each}</option>`);
  return html`${heading('Make something go wrong')}
    <div class="card">
      <form class="box" method="post" action="/_hcnet/form">
        ${hidden(key)}
        <div class="choices">${choices}</div>
        <label class="field"
          >or as JSON, instead of a choice
          <input
            name="fault"
            size="80"
            placeholder="{&#34;kind&#34;: &#34;conflict&#34;, &#34;scope&#34;: &#34;ecr&#34;}"
        /></label>
        <fieldset>
          <label class="field"
            >product
            <select name="product">
              <option value="">any</option>
              ${options}
            </select></label
          >
          <label class="field"
            >action; * stands for letters <input name="action" placeholder="Create*"
          /></label>
          <label class="field"
            >calls
            <select name="calls">
              <option value="">any</option>
              <option>read</option>
              <option>write</option>
            </select></label
          >
          <label class="field">about the address or id <input name="address" /></label>
          <label class="field">from the nth call <input name="nth" value="1" size="4" /></label>
          <label class="field">how often <input name="times" value="1" size="6" /></label>
          <label class="field">chance <input name="chance" value="1" size="4" /></label>
          <label class="field">for so many ms <input name="forMs" size="8" placeholder="for ever" /></label>
          <button class="main">Inject</button>
        </fieldset>
      </form>
    </div>
    <form class="line" method="post" action="/_hcnet/form">
      ${hidden(key)}<button name="do" value="clear">Remove all rules</button>
    </form>
    <details class="line">
      <summary>Empty the cloud</summary>
      <form class="line" method="post" action="/_hcnet/form">
        ${hidden(key)}<button name="do" value="reset">Forget all resources</button>
      </form>
    </details>`;
}

function hidden(key: string): Html {
  return html`<input type="hidden" name="key" value="${key}" /><input
      type="hidden"
      name="back"
      value="/faults"
    />`;
}

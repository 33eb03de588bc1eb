/** The copies of what the reference folder says are what it says. */
import { describe, test } from 'vitest';
import served from '../../src/emulator/metadata/served.json' with { type: 'json' };
import { expectKept, isReferenceThere, readReference } from './kept-copy.ts';

interface Lifecycles {
  readonly terraformProviderCommit: string;
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly retry?: readonly string[];
        readonly gone?: readonly string[];
        readonly states: Readonly<Record<string, readonly string[]>>;
      }
    >
  >;
}

interface Product {
  readonly source: { readonly meta: unknown; readonly sdk: unknown };
  readonly actions: Readonly<Record<string, { readonly responseEnums?: Readonly<Record<string, unknown>> }>>;
}

describe.runIf(isReferenceThere)('the copy in test/support', () => {
  test('of life cycles is current', () => {
    // The files of the folder are generated, in these shapes.
    const { terraformProviderCommit, resources } = readReference('alicloud-lifecycles.json') as Lifecycles;
    expectKept('lifecycles.json', {
      source: `terraform-provider-alicloud, commit ${terraformProviderCommit} (MPL-2.0; facts only)`,
      resources: Object.fromEntries(
        Object.entries(resources).map(([name, { retry = [], gone = [], states }]) => [
          name,
          { retry, gone, states: Object.values(states).flat().flatMap(wordsOf) },
        ]),
      ),
    });
  });

  test('of the values that answers may hold is current', () => {
    const products = Object.entries(served).map(([name, actions]) => {
      const product = readReference(`openapi/${name}.json`) as Product;
      const listed = actions.map((action) => [action, product.actions[action]?.responseEnums ?? {}] as const);
      return [name, Object.fromEntries(listed.filter(([, enums]) => Object.keys(enums).length > 0))] as const;
    });
    expectKept('response-enums.json', {
      source:
        'aliyun-openapi-meta, commit 2563691c, and alibabacloud-typescript-sdk, commit 06a71f93 (Apache-2.0)',
      products: Object.fromEntries(products),
    });
  });
});

/** `BizStatus Normal|FinancialLocked`, `unconfirmed (cross-account: waits for the owner)`, `Allocation Failed`. */
function wordsOf(state: string): readonly string[] {
  return state
    .replace(/ (\(|= ).*/s, '')
    .replace(/^\w*Status:? /, '')
    .split('|');
}

import { expect, test } from 'vitest';
import { demandsOf, expectationsOf, servicesUsedBy, sitesUsing } from '../../src/analysis/usage.ts';
import { designFrom } from '../support/design.ts';

const { topology } = designFrom(`
  site dc { prefix 10.10.0.0/16 }
  site office { prefix 10.20.0.0/16 }
  vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
  service orders { product rds }
  service files { product oss }
  service secret { product kms }
  service unused { product oss }
  demand dc to orders, files { bandwidth 100 Mbps }
  demand dc to files { bandwidth 50 Mbps }
  expect office reaches files, prod
  expect office isolated-from secret
  expect dc isolated-from secret`);

const [dc, office] = topology.sites;
const names = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name);
const service = (name: string) => {
  const found = topology.services.find((item) => item.name === name);
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
};

test('demands and expectations name the users of a service, each once', () => {
  expect(names(sitesUsing(topology, service('files')))).toEqual(['dc', 'office']);
  expect(names(sitesUsing(topology, service('orders')))).toEqual(['dc']);
});

test('a service to be isolated from is not used, and neither is one that nobody names', () => {
  expect(sitesUsing(topology, service('secret'))).toEqual([]);
  expect(sitesUsing(topology, service('unused'))).toEqual([]);
});

test('the services of a site come from both', () => {
  if (dc === undefined || office === undefined) throw new Error('two sites expected');
  expect(names(servicesUsedBy(topology, dc))).toEqual(['orders', 'files']);
  expect(names(servicesUsedBy(topology, office))).toEqual(['files']);
  expect(demandsOf(topology, dc)).toHaveLength(2);
  expect(demandsOf(topology, office)).toEqual([]);
  expect(expectationsOf(topology, office)).toHaveLength(1);
});

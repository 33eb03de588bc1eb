import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/language/text-edits.ts';
import { writeFix } from '../../src/language/fixes.ts';
import { relations } from '../../src/model/relations.ts';
import type { Element } from '../../src/model/topology.ts';
import type { Edit } from '../../src/rules/rule.ts';
import { add, declare, remove, set } from '../../src/rules/rule.ts';
import { designFrom } from '../support/design.ts';

describe('set', () => {
  test('replaces a value', () => {
    expect(fix('vbr a on c { vlan 100 mtu 1500 }', 'vbr.a', (a) => set(a, 'vlan', '200'))).toBe(
      'vbr a on c { vlan 200 mtu 1500 }',
    );
  });

  test('replaces a list, a block, and what belongs to the value', () => {
    const text = 'circuit a from s to access-point p { type hosted by "P" tag x "y" }';
    expect(fix(text, 'circuit.a', (a) => set(a, 'type', 'dedicated'))).toBe(
      'circuit a from s to access-point p { type dedicated tag x "y" }',
    );
    expect(
      fix('site s { prefix 10.0.0.0/8, 10.1.0.0/16 asn 1 }', 'site.s', (s) =>
        set(s, 'prefix', '10.2.0.0/16'),
      ),
    ).toBe('site s { prefix 10.2.0.0/16 asn 1 }');
    expect(
      fix('vbr a on c { bgp { bfd { hops 1 } } vlan 1 }', 'vbr.a/bgp', (bgp) => set(bgp, 'bfd', 'on')),
    ).toBe('vbr a on c { bgp { bfd on } vlan 1 }');
  });

  test('adds a property to a block in one line', () => {
    expect(fix('vbr a on c { bgp { peer-asn 65001 } }', 'vbr.a/bgp', (bgp) => set(bgp, 'bfd', 'on'))).toBe(
      'vbr a on c { bgp { peer-asn 65001 bfd on } }',
    );
  });

  test('adds a line to a block of several lines, at the indentation of its neighbours', () => {
    const text = 'vbr a on c {\n    vlan 100 // kept\n    // kept too\n}\n';
    expect(fix(text, 'vbr.a', (a) => set(a, 'mtu', '1500'))).toBe(
      'vbr a on c {\n    vlan 100 // kept\n    // kept too\n    mtu 1500\n}\n',
    );
  });

  test('keeps the line breaks of Windows', () => {
    expect(fix('vbr a on c {\r\n  vlan 1\r\n}\r\n', 'vbr.a', (a) => set(a, 'mtu', '1500'))).toBe(
      'vbr a on c {\r\n  vlan 1\r\n  mtu 1500\r\n}\r\n',
    );
  });

  test('opens a block where there is none', () => {
    const text = 'site s { router r }';
    expect(fix(text, 'site.s/router.r', (r) => [set(r, 'vendor', 'h3c'), set(r, 'model', '"x"')])).toBe(
      'site s { router r { vendor h3c model "x" } }',
    );
    expect(fix('vbr a on c { bgp { bfd on } }', 'vbr.a/bgp/bfd', (bfd) => set(bfd, 'multiplier', '5'))).toBe(
      'vbr a on c { bgp { bfd { multiplier 5 } } }',
    );
  });
});

describe('add and declare', () => {
  test('add keeps the order of several statements', () => {
    expect(
      fix('monitoring m {\n  alerts none\n}', 'monitoring.m', (m) => [
        add(m, 'event a'),
        add(m, 'alert x on c {\n  metric y\n}'),
      ]),
    ).toBe('monitoring m {\n  alerts none\n  event a\n  alert x on c {\n    metric y\n  }\n}');
  });

  test('declare goes behind the last declaration', () => {
    expect(fix('site s { asn 1 } // a\n// b\n', 'site.s', (s) => declare(s, 'contact c { }'))).toBe(
      'site s { asn 1 } // a\n\ncontact c { }\n// b\n',
    );
  });
});

describe('remove', () => {
  test('takes a property with its line', () => {
    expect(fix('vbr a on c {\n  vlan 1\n  mtu 1500\n}', 'vbr.a', (a) => remove(a, 'vlan'))).toBe(
      'vbr a on c {\n  mtu 1500\n}',
    );
    expect(fix('vbr a on c { vlan 1 mtu 1500 }', 'vbr.a', (a) => remove(a, 'vlan'))).toBe(
      'vbr a on c { mtu 1500 }',
    );
  });

  test('takes an element with its keyword', () => {
    expect(fix('vbr a on c { bgp { bfd on } vlan 1 }', 'vbr.a/bgp', (bgp) => remove(bgp))).toBe(
      'vbr a on c { vlan 1 }',
    );
    expect(fix('site s { asn 1 }\nsite t { asn 2 }\n', 'site.s', (s) => remove(s))).toBe(
      'site t { asn 2 }\n',
    );
  });

  test.each([
    ['a', 'attach b, c asn 1'],
    ['b', 'attach a, c asn 1'],
    ['c', 'attach a, b asn 1'],
  ])('takes %s out of a list of attachments', (name, rest) => {
    const around = (list: string) =>
      `cen x { transit-router t in r { ${list} } }`.replace(' asn 1', ' edition basic');
    expect(
      fix(around('attach a, b, c asn 1'), `cen.x/transit-router.t/attachment.${name}`, (item) =>
        remove(item),
      ),
    ).toBe(around(rest));
  });

  test('takes the statement with its only attachment', () => {
    expect(
      fix(
        'cen x { transit-router t in r { attach a { publish-routes on } edition basic } }',
        'cen.x/transit-router.t/attachment.a',
        (item) => remove(item),
      ),
    ).toBe('cen x { transit-router t in r { edition basic } }');
  });
});

function fix(text: string, path: string, edit: (element: Element) => Edit | Edit[]): string {
  const { design, topology } = designFrom(text);
  const element = find(topology, path);
  const fixed = applyEdits(text, writeFix(design, { title: '', edits: [edit(element)].flat() }));
  expect(designFrom(fixed).syntaxErrors).toEqual([]);
  return fixed;
}

function find(topology: Parameters<typeof relations>[0], path: string): Element {
  const inner = topology.vbrs.flatMap(({ bgp }) => [bgp, bgp?.bfd]).filter((e) => e !== undefined);
  const found = relations(topology).byPath.get(path) ?? inner.find((element) => element.path === path);
  if (found === undefined) throw new Error(`no element ${path}`);
  return found;
}

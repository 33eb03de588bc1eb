import { describe, expect, test } from 'vitest';
import { allChecks } from '../../src/language/checks/all.ts';
import { applyEdits } from '../../src/language/text-edits.ts';
import { designFrom, withoutSpace } from '../support/design.ts';
import { markOf, marksIn, withoutMarks } from '../support/marks.ts';

describe.each(allChecks)('$id $title', ({ id, examples: { bad, good } }) => {
  test('finds the faults of its example, and no others', () => {
    expect(marksOf(bad)).toEqual(marksIn(bad));
    expect(marksIn(bad).every((mark) => mark.endsWith(id))).toBe(true);
  });

  test('finds nothing in the mended example', () => {
    expect(marksOf(good)).toEqual([]);
  });

  test('mends the example, if it has a fix', () => {
    const fixes = designFrom(bad)
      .shown()
      .flatMap(({ fix }) => fix?.edits() ?? []);
    if (fixes.length === 0) return;
    expect(withoutSpace(withoutMarks(applyEdits(bad, fixes)))).toBe(withoutSpace(good));
  });
});

test('ids are sorted and unique', () => {
  const ids = allChecks.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
});

describe('syntax errors', () => {
  test.each([
    [
      'circuit a from s to access-point p { bandwidth 10 ms }',
      "Expected a unit of bandwidth (kbps, Mbps or Gbps), but found 'ms'",
    ],
    ['site s { kind foo }', "Expected datacenter, office or cloud, but found 'foo'"],
    ['site s { kind office', "'}' is missing: the block of site 's' is not closed"],
    [
      'vpc p in r { vswitch v in z { prefix 10.0.0.0/8 }',
      "'}' is missing: the block of vpc 'p' is not closed",
    ],
    ['site s { prefx 10.0.0.0/8 }', "'prefx' is no property of site; did you mean 'prefix'?"],
    [
      'ecr e { vlan 3 }',
      "'vlan' is no property of ecr, which has asn, attach, allow, id, account, tag, lifecycle and moved",
    ],
    ['site network { }', "'network' is a word of the language and cannot be a name here"],
    ['circuit a from', "Expected a name after 'from', but the text ends here"],
    ['foo bar', "Expected a declaration such as site, circuit or vpc, but found 'foo'"],
    ['sit a { }', "'sit' starts no declaration; did you mean 'site'?"],
    ['site a { } }', "This '}' closes nothing"],
    ['import sites', "Expected a text in quotes, but found 'sites'"],
    ['vbr a on b { vlan 1 2 }', "Expected a property of vbr or '}', but found '2'"],
  ])('%s', (text, message) => {
    const first = designFrom(text)
      .shown()
      .find(({ rule }) => rule.id === 'HC001');
    expect(first?.message).toBe(message);
  });

  test('stand at the wrong token, and at the last one when the text ends too early', () => {
    expectMarks(
      `
      site s { kind palace asn 1 }
      //            ^^^^^^ HC001
      circuit a from
      //        ^^^^ HC001
      vbr b on`,
      ['6:13-14 HC001'],
    );
  });

  test('a block that is not closed spoils only itself', () => {
    expectMarks(`
site one {
  prefix 10.0.0.0/8
//       ^^^^^^^^^^ HC001
site two { prefix 10.1.0.0/16 }
site three { kind palace }
//                ^^^^^^ HC001`);
  });

  test('a word of the language may be a name where it is not reserved', () => {
    expect(marksOf('vpc region in region { vswitch vswitch in zone { prefix 10.0.0.0/24 } }')).toEqual([]);
  });
});

describe('unreadable characters', () => {
  test.each([
    ['site s { router r "open }', "This text is not closed: a '\"' is missing at the end of the line"],
    ['site s { /* open', "This comment is not closed: '*/' is missing"],
    ['site s {\0\0 }', 'There are NUL characters here, so this is no text in UTF-8; save the file as UTF-8'],
    [
      'site 😀 { }',
      "'😀' cannot stand here: names have the letters a to z, digits, '_' and inner '-'; any other text belongs in quotes",
    ],
  ])('%j', (text, message) => {
    const found = designFrom(text)
      .shown()
      .filter(({ rule }) => rule.id === 'HC002');
    expect(found.map((finding) => finding.message)).toEqual([message]);
  });
});

describe('literals', () => {
  test.each([
    [
      'site s { prefix 10.0.0.0/ }',
      "'10.0.0.0/' is no prefix: the length behind the '/' is missing, as in 10.0.0.0/24",
    ],
    [
      'site s { prefix 10.0.0.0/33 }',
      "'10.0.0.0/33' is no prefix: the length of an IPv4 prefix goes up to 32",
    ],
    [
      'site s { prefix fd00::/129 }',
      "'fd00::/129' is no prefix: the length of an IPv6 prefix goes up to 128",
    ],
    ['site s { prefix 10.0.0/8 }', "'10.0.0/8' is no prefix: it has 3 numbers, and an IPv4 address has four"],
    ['site s { prefix fd00:::1/64 }', "'fd00:::1/64' is no prefix: 'fd00:::1' is no IPv6 address"],
    ['site s { asn 1.70000 }', "'1.70000' is no AS number: each half of a dotted one goes up to 65535"],
    ['site s { asn 4294967296 }', "'4294967296' is no AS number: they go up to 4294967295"],
    ['service s { address 10.0.0.256 }', "'10.0.0.256' is no address: '256' is more than 255"],
  ])('%s', (text, message) => {
    expect(
      designFrom(text)
        .shown()
        .map((finding) => finding.message),
    ).toEqual([message]);
  });

  test('a day must be in the calendar', () => {
    expectMarks(`
      site s { }
      circuit a from s to access-point p { go-live 2027-02-29 }
      //                                           ^^^^^^^^^^ HC005
      circuit b from s to access-point p { go-live 2028-02-29 }`);
  });

  test('AS numbers may be dotted, and 1.10 is not 1.1', () => {
    const { topology } = designFrom('site a { asn 1.10 } site b { asn 1.1 } site c { asn 65546 }');
    expect(topology.sites.map(({ asn }) => asn)).toEqual([65546, 65537, 65546]);
  });
});

describe('names', () => {
  test('routers, vSwitches and the like need to be unique in their block only', () => {
    expectMarks(`
      site a { router r router r }
      //                       ^ HC003
      site b { router r }
      vpc p in x { vswitch r in z { } security-group r { } vswitch r in z { } }
      //                                                           ^ HC003`);
  });

  test('things of different kinds may share a name as long as it is clear which is meant', () => {
    expectMarks(`
      site s { }
      circuit main from s to access-point p { }
      vbr main on main { }
      failover-group main { member main }
      drill main { fail main }
      //                ^^^^ HC007`);
  });

  test('an unknown name says what belongs there and what was meant', () => {
    const text = `
      site dc-shanghai { router cpe-1 }
      circuit a from dc-shangai to access-point p { }
      circuit b from dc-shanghai.cpe-2 to access-point p { }
      vbr v on dc-shanghai { }
      cen x { transit-router t in r { attach nothing } }`;
    expect(
      designFrom(text)
        .shown()
        .map(({ message }) => message),
    ).toEqual([
      "No site is named 'dc-shangai'; did you mean 'dc-shanghai'?",
      "The site 'dc-shanghai' has no router 'cpe-2'; did you mean 'cpe-1'?",
      "'dc-shanghai' is a site, but here belongs a circuit",
      "No ECR, VBR, VPC or VPN is named 'nothing'",
    ]);
  });

  test('what looks into an unknown block is not reported again', () => {
    expectMarks(`
      service s { at nowhere.app }
      //             ^^^^^^^ HC006`);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is a name like any other',
    (name) => {
      expect(marksOf(`site a { } circuit b from ${name} to access-point p { }`)).toHaveLength(1);
      const { topology, shown } = designFrom(
        `site ${name} { router ${name} } circuit b from ${name}.${name} to access-point ${name} { }`,
      );
      expect(shown()).toEqual([]);
      expect(topology.circuits[0]?.router?.path).toBe(`site.${name}/router.${name}`);
    },
  );
});

describe('imports', () => {
  test('join files into one design, whoever imports whom', () => {
    const { shown, topology } = designFrom({
      'main.hcnet': 'import "./sites.hcnet" circuit a from dc to access-point p { }',
      'sites.hcnet': 'site dc { }',
    });
    expect(shown()).toEqual([]);
    expect(topology.circuits[0]?.site?.source.uri).toBe('file:///sites.hcnet');
  });

  test('a circle is reported once, where it closes', () => {
    const { shown } = designFrom({
      'a.hcnet': 'import "b.hcnet"',
      'b.hcnet': 'import "./c.hcnet"',
      'c.hcnet': 'import "../a.hcnet"',
    });
    expect(shown().map(({ message, range }) => [range.uri, message])).toEqual([
      [
        'file:///c.hcnet',
        "These imports run in a circle, 'a.hcnet' → 'b.hcnet' → 'c.hcnet' → 'a.hcnet'; remove one of them",
      ],
    ]);
  });
});

describe('suppressions', () => {
  test('take a finding away, from their line or from the line above', () => {
    expectMarks(`
      site a { router r router r } // hcnet-ignore HC003 because it is a test
      // hcnet-ignore HC003, HC005 because it is a test
      // An explanation may follow.
      site b { router r router r prefix 10.0.0.0/33 }
      site c { router r router r }
      //                       ^ HC003`);
  });

  test('say so when there is nothing to suppress, and go away with their fix', () => {
    const text = 'site a { } // hcnet-ignore HC003 because it is a test\n';
    const [finding] = designFrom(text).shown();
    expect(finding?.message).toBe('There is nothing to suppress here: HC003 finds no fault in this line');
    expect(applyEdits(text, finding?.fix?.edits() ?? [])).toBe('site a { }\n');
  });

  test('have no power over syntax errors, nor from inside of a label', () => {
    expectMarks(`
      site a { kind palace } // hcnet-ignore HC001 because I like it
      //            ^^^^^^ HC001
      //                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HC011
      site b { router r "// hcnet-ignore HC003 because" router r }
      //                                                       ^ HC003`);
  });
});

function expectMarks(text: string, more: readonly string[] = []): void {
  expect(marksOf(text)).toEqual([...marksIn(text), ...more].sort());
}

function marksOf(text: string): readonly string[] {
  return designFrom(text)
    .shown()
    .map(({ rule, range }) => markOf(rule.id, range))
    .sort();
}

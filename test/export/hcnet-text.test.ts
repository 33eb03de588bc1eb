import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hcnetText } from '../../src/export/hcnet-text.ts';
import { formatText } from '../../src/language/format.ts';
import type { Topology } from '../../src/model/topology.ts';
import { allRules } from '../../src/rules/all.ts';
import { designText } from '../campaign/designs.ts';
import { grantDesign, routesAndServicesDesign, wholeDesign } from '../cloud/support/designs.ts';
import { randomDesign } from '../diagram/random-design.ts';
import { designFrom } from '../support/design.ts';

const whole = {
  'the reference sample': readFileSync('samples/reference.hcnet', 'utf8'),
  'the minimal sample': readFileSync('samples/minimal.hcnet', 'utf8'),
  'a design with everything in it': wholeDesign,
  'a design with routes and services of its own': routesAndServicesDesign,
  'a design with grants': grantDesign,
  'a large design': designText(300),
  ...Object.fromEntries(
    readdirSync('test/fixtures/sound').map((name) => [
      name,
      readFileSync(path.join('test/fixtures/sound', name), 'utf8'),
    ]),
  ),
  ...Object.fromEntries(allRules.map(({ id, examples }) => [`the good example of ${id}`, examples.good])),
};

describe.each(Object.entries(whole))('%s', (_name, text) => {
  test('says the same when it is written anew', () => {
    const topology = topologyOf(text);
    expect(meaningOf(topologyOf(hcnetText(topology)))).toEqual(meaningOf(topology));
  });

  test('is laid out as the formatter wants it', () => {
    const written = hcnetText(topologyOf(text));
    expect(formatText(written)).toBe(written);
    expect(hcnetText(topologyOf(written))).toBe(written);
  });
});

test('any design, whatever its references lead to, says the same when it is written anew', () => {
  fc.assert(
    fc.property(randomDesign(), (text) => {
      const topology = topologyOf(text);
      const written = hcnetText(topology);
      expect(meaningOf(topologyOf(written))).toEqual(meaningOf(topology));
      expect(formatText(written)).toBe(written);
    }),
    { numRuns: 100 },
  );
});

test('comments stand at the head and above what they are about', () => {
  const topology = topologyOf(
    'site dc { prefix 10.0.0.0/8 router cpe { vendor h3c } } vpc v in cn-shanghai { vswitch s in cn-shanghai-l { } }',
  );
  const comments = new Map([
    ['site.dc', ['A guess.']],
    ['site.dc/router.cpe', ['Here', 'too.']],
    ['vpc.v/vswitch.s', ['And in one line.']],
  ]);
  expect(hcnetText(topology, { head: ['First.', '', 'Second.'], comments })).toMatchInlineSnapshot(`
    "// First.
    //
    // Second.

    // -- Sites ----------------------------------------------------------------------------------------

    // A guess.
    site dc {
      kind datacenter
      prefix 10.0.0.0/8
      // Here
      // too.
      router cpe { vendor h3c }
    }

    // -- VPCs -----------------------------------------------------------------------------------------

    vpc v in cn-shanghai {
      // And in one line.
      vswitch s in cn-shanghai-l { }
    }
    "
  `);
});

function topologyOf(text: string): Topology {
  const { topology, syntaxErrors } = designFrom(text);
  expect(syntaxErrors).toEqual([]);
  return topology;
}

/** All of it but where it stands in the text, and host bits, which prefixes lose when they are read. */
function meaningOf(topology: Topology): unknown {
  return JSON.parse(
    JSON.stringify(topology, (key, value: unknown) => {
      if (['source', 'extent', 'hasHostBits'].includes(key)) return undefined;
      return typeof value === 'bigint' ? String(value) : value;
    }),
  );
}

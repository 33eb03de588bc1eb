// Tells the kinds of words apart in the TextMate grammar. The generator calls every keyword a keyword, and finds them
// inside of hyphenated names too: in `telecom-vbr` it would colour `vbr`.

const NAME = '[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*';

/**
 * @param {string} json the TextMate grammar as generated
 * @param {string} source the Langium grammar
 * @returns {string} the TextMate grammar as it is shipped
 */
export function refineTextMate(json, source) {
  const grammar = JSON.parse(json);
  const kept = grammar.patterns.filter(
    (/** @type {{ name?: string }} */ { name }) => name !== 'keyword.control.hcnet',
  );
  const { blocks, values, units, properties } = words(source.replace(/\/\/.*$/gm, ''));
  grammar.patterns = [
    ...kept,
    {
      match: `(?<![\\w.-])(${anyOf(blocks)})\\s+(${NAME})`,
      captures: { 1: { name: 'keyword.control.hcnet' }, 2: { name: 'entity.name.type.hcnet' } },
    },
    {
      // A number and its unit in one go: the editor's regular expressions cannot look back over blanks of any length.
      match: `(?<![\\w.-])([0-9]+(?:\\.[0-9]+)?)\\s*(${anyOf(units)}|%)(?![\\w-])`,
      captures: { 1: { name: 'constant.numeric.hcnet' }, 2: { name: 'keyword.other.unit.hcnet' } },
    },
    {
      name: 'constant.numeric.hcnet',
      match:
        '(?<![\\w.-])(?:[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,8}(?:/[0-9]*)?|[0-9]+G?Base-[A-Za-z0-9]+|[0-9]+(?:[.-][0-9]+)*(?:/[0-9]*)?)',
    },
    { name: 'constant.language.hcnet', match: whole(values) },
    { name: 'variable.other.property.hcnet', match: whole(properties) },
    { name: 'keyword.control.hcnet', match: whole(blocks) },
  ];
  return `${JSON.stringify(grammar, null, 2)}\n`;
}

/** @param {string} source */
function words(source) {
  const enumerations = [...source.matchAll(/^(\w+) returns string:([^;]*);/gm)];
  const of = (/** @type {(rule: string) => boolean} */ wanted) =>
    new Set(
      enumerations.filter(([, rule]) => wanted(rule ?? '')).flatMap(([, , body]) => keywords(body ?? '')),
    );
  const isUnit = (/** @type {string} */ rule) => rule.endsWith('Unit');
  const units = of(isUnit);
  const blocks = new Set(
    [...source.matchAll(/'([\w-]+)'\s+(?:name=ID|from=\[)/g)].map(([, word]) => word ?? ''),
  );
  for (const word of ['import', 'demand', 'expect']) blocks.add(word);
  const assigned = [...source.matchAll(/\w+=('[^']+')/g)].flatMap(([, word]) => keywords(word ?? ''));
  // A word that names a property keeps that colour where it is a value too: `carrier`, `router`.
  const named = new Set(
    [...source.matchAll(/(?:'[\w-]+'\s+)?'([\w-]+)'\s+\w+\+?=/g)].map(([, word]) => word ?? ''),
  );
  const values = new Set(
    [...of((rule) => !isUnit(rule)), ...assigned].filter((word) => !blocks.has(word) && !named.has(word)),
  );
  const properties = keywords(source).filter(
    (word) => !blocks.has(word) && !values.has(word) && !units.has(word),
  );
  return {
    blocks: [...blocks],
    values: [...values],
    units: [...units],
    properties: [...new Set(properties)],
  };
}

/** @param {string} text */
const keywords = (text) => [...text.matchAll(/'([A-Za-z][\w-]*)'/g)].map(([, word]) => word ?? '');

/** Longer words first: `prefix` would hide `prefix-list`. @param {readonly string[]} list */
const anyOf = (list) => [...list].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|');

/** @param {readonly string[]} list */
const whole = (list) => `(?<![\\w.-])(?:${anyOf(list)})(?![\\w-])`;

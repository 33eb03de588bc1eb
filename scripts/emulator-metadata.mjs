// Writes src/emulator/metadata/<product>.json: what the emulator knows about the actions it serves.
//
//   node scripts/emulator-metadata.mjs FOLDER [TARGET]
//
// FOLDER holds one JSON file per product, extracted from the two public sources named below. TARGET is another place
// for what is written, to compare it.
// The list of actions is src/emulator/metadata/served.json. Output is sorted and byte-stable.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A parameter as the folder describes it.
 * @typedef {object} Parameter
 * @property {string} name
 * @property {string} type
 * @property {boolean} [required]
 * @property {string | number | boolean} [default]
 * @property {'json' | 'simple'} [sdkStyle]
 * @property {Parameter[]} [sub]
 * @property {Struct | (Struct | string)[]} [struct]
 */

/** @typedef {{ [name: string]: string | Struct | (Struct | string)[] }} Struct */

/** @typedef {{ idempotency?: string, paging?: string, parameters: Parameter[], response?: object }} Action */

/** @typedef {{ product: string, version: string, actions: Record<string, Action> }} Product */

/**
 * A parameter as it is written.
 * @typedef {{ name: string, type: string, [rule: string]: unknown }} Written
 */

const folder = process.argv[2];
if (folder === undefined) {
  console.error('Usage: node scripts/emulator-metadata.mjs FOLDER [TARGET]');
  process.exit(2);
}

const own = path.resolve(import.meta.dirname, '../src/emulator/metadata');
const target = process.argv[3] ?? own;
/** @type {Record<string, string[]>} */
const served = readJson(path.join(own, 'served.json'));

const source = {
  metadata: 'aliyun/aliyun-openapi-meta@2563691c22229a0b493606e11166b95896707095',
  sdk: 'aliyun/alibabacloud-typescript-sdk@06a71f93987bc01319e08965323789ddbe23f7f8',
  licence: 'Apache-2.0, Copyright Alibaba Cloud',
  note: 'Names, types, enumerations, ranges and shapes only; no description is copied',
};

/**
 * Value rules that were read out of prose and are wrong there: each belongs to another field of the same text.
 * For example the length 1 to 100 of IkeConfig is the length of the pre-shared key inside it.
 */
const withoutRules = [
  /^(Create|Modify)(VpnConnection|VpnAttachment|VpnAttachmentAttribute|VpnConnectionAttribute)\.(IkeConfig|IpsecConfig|BgpConfig|HealthCheckConfig|Tags)$/,
  /^(Create|Modify|Delete)\w*RouteEntry\w*\.(Description|VpnGatewayId|OverlayMode)$/,
  /^CreateCustomerGateway\.(Tags|Asn)$/,
  /^\w*TransitRouterPrefixListAssociation\.NextHop$/,
  /^CreatePhysicalConnectionOccupancyOrder\.Period$/,
  /^CreateVpnGateway\.Period$/,
  // The texts name two values each, of which the pattern found one.
  /^(Create|Modify|Describe)CenRouteMaps?\.(TransmitDirection|CidrMatchMode)$/,
  /^(AttachResourceTo|DetachResourceFrom)VpcEndpointService\.ResourceType$/,
];

for (const [product, actions] of Object.entries(served)) {
  /** @type {Product} */
  const whole = readJson(path.join(folder, `${product}.json`));
  const missing = actions.filter((name) => whole.actions[name] === undefined);
  if (missing.length > 0) throw new Error(`${product} has no ${missing.join(', ')}`);
  const out = {
    product: whole.product,
    version: whole.version,
    source,
    actions: Object.fromEntries(
      [...actions].sort().map((name) => [name, actionOf(name, whole.actions[name])]),
    ),
  };
  writeFileSync(path.join(target, `${product}.json`), render(out));
}

/**
 * @param {string} name
 * @param {Action | undefined} action
 */
function actionOf(name, action) {
  if (action === undefined) throw new Error(`no metadata for ${name}`);
  return {
    ...(action.idempotency ? { token: action.idempotency } : {}),
    ...(action.paging ? { paging: action.paging } : {}),
    parameters: sorted(action.parameters.map((each) => parameterOf(name, each))),
    response: action.response ?? { RequestId: 'string' },
  };
}

/**
 * @param {string} owner
 * @param {Parameter} parameter
 * @returns {Written}
 */
function parameterOf(owner, parameter) {
  const known = `${owner}.${parameter.name}`;
  const rules = withoutRules.some((pattern) => pattern.test(known)) ? {} : rulesOf(parameter);
  return {
    name: parameter.name,
    type: typeOf(parameter),
    ...(parameter.required ? { required: true } : {}),
    ...rules,
    ...(/^(Page|PageNumber|PageSize|MaxResults?)$/.test(parameter.name) && parameter.default !== undefined
      ? { default: Number(parameter.default) }
      : {}),
    ...membersOf(known, parameter),
  };
}

/** @param {Parameter} parameter */
function rulesOf(parameter) {
  const names = [
    'enum',
    'min',
    'max',
    'ranges',
    'reserved',
    'also',
    'minLength',
    'maxLength',
    'maxItems',
    'pattern',
  ];
  return Object.fromEntries(Object.entries(parameter).filter(([name]) => names.includes(name)));
}

/** @param {Parameter} parameter */
function typeOf(parameter) {
  if (parameter.sdkStyle === 'json' || parameter.type === 'Json') return 'json';
  if (parameter.sdkStyle === 'simple') return 'csv';
  if (parameter.type === 'RepeatList' || parameter.type === 'Array') return 'list';
  if (parameter.type === 'Struct') return 'object';
  if (parameter.type === 'Boolean') return 'boolean';
  if (parameter.type === 'Integer' || parameter.type === 'Long') return 'integer';
  return parameter.type === 'Float' || parameter.type === 'Double' ? 'number' : 'string';
}

/**
 * @param {string} owner
 * @param {Parameter} parameter
 */
function membersOf(owner, parameter) {
  if (typeOf(parameter) === 'json') return {};
  if (parameter.sub !== undefined)
    return { members: sorted(parameter.sub.map((each) => parameterOf(owner, each))) };
  if (parameter.struct === undefined) return {};
  const shape = Array.isArray(parameter.struct) ? parameter.struct[0] : parameter.struct;
  return typeof shape === 'string' ? { items: shape } : { members: membersOfShape(shape) };
}

/**
 * @param {Struct} [shape]
 * @returns {Written[]}
 */
function membersOfShape(shape = {}) {
  return sorted(
    Object.entries(shape).map(([name, type]) => {
      if (Array.isArray(type))
        return {
          name,
          type: 'list',
          ...(typeof type[0] === 'string' ? {} : { members: membersOfShape(type[0]) }),
        };
      if (typeof type === 'object') return { name, type: 'object', members: membersOfShape(type) };
      return { name, type: type === 'boolean' ? 'boolean' : type === 'number' ? 'number' : 'string' };
    }),
  );
}

/**
 * @template {{ name: string }} T
 * @param {T[]} parameters
 */
function sorted(parameters) {
  return parameters.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * One action per line keeps the files small and their differences readable.
 * @param {{ actions: Record<string, object> }} out
 */
function render(out) {
  const { actions, ...head } = out;
  const lines = Object.entries(actions).map(
    ([name, action]) => `    ${JSON.stringify(name)}: ${JSON.stringify(action)}`,
  );
  const start = JSON.stringify(head, null, 2).replace(/\n}$/, '');
  return `${start},\n  "actions": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

import { AbstractParserErrorMessageProvider } from 'langium';
import { closest } from '../model/closest.ts';
import { alternatives, quote } from './phrases.ts';
import { allKeywords, blockKeywords, keywordOfRule } from './grammar-facts.ts';
import { reservedWords } from '../model/reserved-words.ts';

type Provider = AbstractParserErrorMessageProvider;
type Mismatch = Parameters<Provider['buildMismatchTokenMessage']>[0];
type NoChoice = Parameters<Provider['buildNoViableAltMessage']>[0];
type EarlyExit = Parameters<Provider['buildEarlyExitMessage']>[0];
type Redundant = Parameters<Provider['buildNotAllInputParsedMessage']>[0];
type Token = Mismatch['actual'];

/** Says what was expected in the words of the language, for people and not for grammarians. */
export class HcnetParserMessages extends AbstractParserErrorMessageProvider {
  override buildMismatchTokenMessage({ expected, actual, previous, ruleName }: Mismatch): string {
    const rule = plainName(ruleName);
    if (expected.name === 'EOF') return outsideOfBlocks(actual);
    if (expected.name === '}') return inBlock(rule, actual);
    if (expected.name === 'ID' && reservedWords.has(actual.image)) {
      return `${quote(actual.image)} is a word of the language and cannot be a name here`;
    }
    return expectedButFound(whatTokenIs(expected.name), actual, previous);
  }

  override buildNoViableAltMessage({ expectedPathsPerAlt, actual, previous, ruleName }: NoChoice): string {
    const rule = plainName(ruleName);
    const found = actual[0];
    if (found === undefined) return 'The text ends too early';
    const starts = expectedPathsPerAlt.flatMap((paths) => paths.map((path) => path[0]?.name ?? ''));
    return expectedButFound(whatRuleIs(rule, [...new Set(starts)]), found, previous);
  }

  override buildEarlyExitMessage({ actual, previous, ruleName }: EarlyExit): string {
    return expectedButFound(whatRuleIs(plainName(ruleName), []), actual[0] ?? previous, previous);
  }

  override buildNotAllInputParsedMessage({ firstRedundant }: Redundant): string {
    return outsideOfBlocks(firstRedundant);
  }
}

function outsideOfBlocks({ image }: Token): string {
  if (image === '}') return "This '}' closes nothing";
  if (allKeywords().has(image)) return `${quote(image)} stands outside of any block`;
  const meant = closest(image, [...reservedWords]);
  if (meant !== undefined) return `${quote(image)} starts no declaration; did you mean ${quote(meant)}?`;
  return `Expected a declaration such as site, circuit or vpc, but found ${quote(image)}`;
}

/** Names of rules carry an invisible character at their end, so that they never clash with tokens. */
function plainName(ruleName: string): string {
  return ruleName.replace('\u200B', '');
}

/** Something in a block that is no property of it, or the end of the text where the block should end. */
function inBlock(rule: string, actual: Token): string {
  const block = blockNames.get(rule) ?? keywordOfRule(rule) ?? 'this block';
  if (isEnd(actual)) return `'}' is missing: a block of ${block} is not closed`;
  const { image } = actual;
  const properties = blockKeywords(rule).filter((word) => /^[a-z]/.test(word));
  if (!/^[A-Za-z]/.test(image)) {
    return `Expected a property of ${block} or '}', but found ${quote(image)}`;
  }
  const meant = closest(image, properties);
  if (meant !== undefined && meant !== image) {
    return `${quote(image)} is no property of ${block}; did you mean ${quote(meant)}?`;
  }
  return `${quote(image)} is no property of ${block}, which has ${alternatives(properties, 'and')}`;
}

function expectedButFound(expected: string, actual: Token, previous: Token): string {
  const after = previous.image === '' ? '' : ` after ${quote(previous.image)}`;
  if (isEnd(actual)) return `Expected ${expected}${after}, but the text ends here`;
  return `Expected ${expected}, but found ${quote(actual.image)}`;
}

function isEnd(token: Token): boolean {
  return token.tokenType.name === 'EOF';
}

function whatTokenIs(name: string): string {
  return tokenNames.get(name) ?? quote(name);
}

function whatRuleIs(rule: string, starts: readonly string[]): string {
  const words = starts.filter((start) => !tokenNames.has(start));
  const named = ruleNames.get(rule);
  if (named !== undefined)
    return words.length === 0 || named.includes("'") ? named : `${named} (${alternatives(words, 'or')})`;
  return alternatives([...words, ...starts.filter((start) => tokenNames.has(start)).map(whatTokenIs)], 'or');
}

const tokenNames: ReadonlyMap<string, string> = new Map([
  ['ID', 'a name'],
  ['STRING', 'a text in quotes'],
  ['INT', 'a whole number'],
  ['DECIMAL', 'a number'],
  ['IPV4_PREFIX', 'a prefix such as 10.0.0.0/8'],
  ['IPV6_PREFIX', 'a prefix such as fd00::/48'],
  ['IPV4_ADDRESS', 'an address such as 192.0.2.1'],
  ['IPV6_ADDRESS', 'an address such as fd00::1'],
  ['PORT_NAME', 'a port type such as 10GBase-LR'],
  ['DATE', 'a date such as 2027-03-01'],
]);

const ruleNames: ReadonlyMap<string, string> = new Map([
  ['BandwidthUnit', 'a unit of bandwidth'],
  ['DurationUnit', 'a unit of time'],
  ['Decimal', 'a number'],
  ['Asn', 'an AS number such as 65010'],
  ['Prefix', 'a prefix such as 10.0.0.0/8'],
  ['Address', 'an address such as 192.0.2.1'],
  ['AllowSource', 'a site or a prefix such as 10.0.0.0/8'],
  ['Bfd', "on, off or '{'"],
]);

/** Where the keyword before a block does not belong to the block's own rule. */
const blockNames: ReadonlyMap<string, string> = new Map([
  ['Bgp', 'bgp'],
  ['Bfd', 'bfd'],
  ['HealthCheck', 'health-check'],
  ['Cipher', 'ike and ipsec'],
  ['Attachment', 'an attachment'],
  ['Access', 'privatelink'],
  ['AllowedPrefixes', 'allow'],
]);

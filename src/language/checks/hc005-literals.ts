import type { LeafCstNode } from 'langium';
import { AstUtils, CstUtils, GrammarAST, isLeafCstNode } from 'langium';
import { parseAddress } from '../../model/ip.ts';
import { readAddress, readPrefix } from '../literals.ts';
import { quote } from '../phrases.ts';
import { readAsn } from '../value-converter.ts';
import type { SyntaxCheck } from './check.ts';

export const malformedLiterals: SyntaxCheck = {
  id: 'HC005',
  scope: 'syntax',
  severity: 'error',
  title: 'Malformed address, number or date',
  why: 'A literal of the right shape has a part that cannot be, so its value is missing from the design.',
  sources: ['https://www.rfc-editor.org/rfc/rfc6793', 'https://www.rfc-editor.org/rfc/rfc5396'],

  *check({ root }) {
    if (root.$cstNode === undefined) return;
    for (const leaf of CstUtils.flattenCst(root.$cstNode)) {
      const message = isLeafCstNode(leaf) ? problemWith(leaf) : undefined;
      if (message !== undefined) yield { start: leaf.offset, end: leaf.end, message };
    }
  },

  examples: {
    bad: `
      site dc { kind datacenter prefix 10.300.0.0/16 }
      //                               ^^^^^^^^^^^^^ HC005`,
    good: `
      site dc { kind datacenter prefix 10.30.0.0/16 }`,
  },
};

function problemWith(leaf: LeafCstNode): string | undefined {
  const { text } = leaf;
  switch (leaf.tokenType.name) {
    case 'IPV4_ADDRESS':
      return readAddress(text) === undefined
        ? `${quote(text)} is no address: ${ipv4Problem(text)}`
        : undefined;
    case 'IPV6_ADDRESS':
      return readAddress(text) === undefined ? `${quote(text)} is no IPv6 address` : undefined;
    case 'IPV4_PREFIX':
    case 'IPV6_PREFIX':
      return readPrefix(text) === undefined
        ? `${quote(text)} is no prefix: ${prefixProblem(text)}`
        : undefined;
    case 'DATE':
      return isDay(text) ? undefined : `${quote(text)} is no day of the calendar`;
    case 'INT':
    case 'DECIMAL':
      return isInAsn(leaf) ? asnProblem(text) : undefined;
    default:
      return undefined;
  }
}

function prefixProblem(text: string): string {
  const [address = '', length = ''] = text.split('/');
  const isIpv6 = address.includes(':');
  const bits = isIpv6 ? 128 : 32;
  if (length === '') return `the length behind the '/' is missing, as in ${address}/${isIpv6 ? '64' : '24'}`;
  if (Number(length) > bits)
    return `the length of an ${isIpv6 ? 'IPv6' : 'IPv4'} prefix goes up to ${String(bits)}`;
  if (isIpv6)
    return parseAddress(address) === undefined
      ? `${quote(address)} is no IPv6 address`
      : 'its length is no number';
  return ipv4Problem(address);
}

function ipv4Problem(address: string): string {
  const parts = address.split('.');
  if (parts.length !== 4) return `it has ${String(parts.length)} numbers, and an IPv4 address has four`;
  const wrong = parts.find((part) => Number(part) > 255) ?? parts.find((part) => part.length > 3) ?? '';
  return `${quote(wrong)} is more than 255`;
}

/** ASNs have 32 bits: https://www.rfc-editor.org/rfc/rfc6793 */
function asnProblem(text: string): string | undefined {
  const number = readAsn(text);
  if (Number.isNaN(number))
    return `${quote(text)} is no AS number: each half of a dotted one goes up to 65535`;
  if (number > 0xffff_ffff) return `${quote(text)} is no AS number: they go up to 4294967295`;
  return undefined;
}

function isInAsn(leaf: LeafCstNode): boolean {
  return AstUtils.getContainerOfType(leaf.grammarSource, GrammarAST.isParserRule)?.name === 'Asn';
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

import type { CstNode, GrammarAST, ValueType } from 'langium';
import { DefaultValueConverter, ValueConverter } from 'langium';

/** Turns literals into values. A literal that cannot be read becomes `NaN`, which a check reports. */
export class HcnetValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string, cst: CstNode): ValueType {
    switch (rule.name) {
      case 'Asn':
        return readAsn(input);
      case 'Decimal':
      case 'INT':
        return Number(input);
      case 'STRING':
        return ValueConverter.convertString(input);
      default:
        return super.runConverter(rule, input, cst);
    }
  }
}

/** Reads `65546` and `1.10`, which are the same number: https://www.rfc-editor.org/rfc/rfc5396 */
export function readAsn(text: string): number {
  const [high, low] = text.split('.').map(Number);
  if (high === undefined) return Number.NaN;
  if (low === undefined) return high;
  return high > 0xffff || low > 0xffff ? Number.NaN : high * 0x10000 + low;
}

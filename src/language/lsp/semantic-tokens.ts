import type { SemanticTokens } from 'vscode-languageserver';
import { SemanticTokensBuilder, SemanticTokenTypes } from 'vscode-languageserver';
import type { SourceRange } from '../../model/topology.ts';
import type { Design } from '../design.ts';
import type { SourceFile } from '../source-file.ts';
import { rangeOf } from '../source-file.ts';
import { nameRange } from './cursor.ts';

const types = [
  SemanticTokenTypes.namespace,
  SemanticTokenTypes.class,
  SemanticTokenTypes.interface,
  SemanticTokenTypes.struct,
  SemanticTokenTypes.function,
  SemanticTokenTypes.event,
  SemanticTokenTypes.variable,
];

export const legend = { tokenTypes: [...types], tokenModifiers: ['declaration'] };

/** Names where they are declared and where they are used, by what they name. Unknown names get no colour. */
export function semanticTokens(design: Design, file: SourceFile): SemanticTokens {
  const tokens = [...declarations(design, file), ...uses(file)];
  const builder = new SemanticTokensBuilder();
  for (const { range, type, isDeclaration } of tokens.sort((a, b) => a.range.start - b.range.start)) {
    const length = range.end - range.start;
    builder.push(range.startLine, range.startColumn, length, types.indexOf(type), isDeclaration ? 1 : 0);
  }
  return builder.build();
}

interface Token {
  readonly range: SourceRange;
  readonly type: SemanticTokenTypes;
  readonly isDeclaration: boolean;
}

function declarations(design: Design, file: SourceFile): readonly Token[] {
  const found: Token[] = [];
  for (const element of design.origins.elements) {
    if (element.source.uri !== file.uri) continue;
    const node = design.origins.nodeOf(element);
    const range = node === undefined ? undefined : nameRange(design, node);
    if (node !== undefined && range !== undefined) {
      found.push({ range, type: typeOf(node.$type), isDeclaration: true });
    }
  }
  return found;
}

function uses({ sections }: SourceFile): readonly Token[] {
  const found: Token[] = [];
  for (const section of sections) {
    for (const { reference } of section.syntax.references) {
      const target = 'ref' in reference ? reference.ref : undefined;
      const { $refNode: cst } = reference;
      if (target === undefined || cst === undefined) continue;
      found.push({ range: rangeOf(section, cst), type: typeOf(target.$type), isDeclaration: false });
    }
  }
  return found;
}

function typeOf(nodeType: string): SemanticTokenTypes {
  switch (nodeType) {
    case 'Network':
    case 'Site':
    case 'Cen':
    case 'Vpc':
      return SemanticTokenTypes.namespace;
    case 'Vbr':
    case 'Ecr':
    case 'TransitRouter':
    case 'Router':
      return SemanticTokenTypes.class;
    case 'Circuit':
    case 'Vpn':
    case 'Tunnel':
      return SemanticTokenTypes.interface;
    case 'VSwitch':
    case 'SecurityGroup':
    case 'RouteTable':
    case 'VpcRouteTable':
      return SemanticTokenTypes.struct;
    case 'EndpointService':
    case 'Service':
      return SemanticTokenTypes.function;
    case 'Monitoring':
    case 'Alert':
    case 'Drill':
      return SemanticTokenTypes.event;
    default:
      return SemanticTokenTypes.variable;
  }
}

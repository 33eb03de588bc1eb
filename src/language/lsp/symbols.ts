import type { DocumentSymbol, WorkspaceSymbol } from 'vscode-languageserver';
import { SymbolKind } from 'vscode-languageserver';
import type { Element, ElementKind } from '../../model/topology.ts';
import type { Design } from '../design.ts';
import { elementsInOrder } from '../elements.ts';
import type { SourceFile } from '../source-file.ts';
import { toLocation, toRange } from './convert.ts';

/** The outline of a file: what it declares, inner things inside of outer ones. */
export function documentSymbols(design: Design, file: SourceFile): DocumentSymbol[] {
  const roots: DocumentSymbol[] = [];
  const around: { readonly element: Element; readonly symbol: DocumentSymbol }[] = [];
  for (const element of elementsInOrder(design)) {
    if (element.extent.uri !== file.uri) continue;
    const symbol = symbolOf(element);
    while (around.length > 0 && !holds(around.at(-1)?.element, element)) around.pop();
    const siblings = around.at(-1)?.symbol.children ?? roots;
    siblings.push(symbol);
    around.push({ element, symbol });
  }
  return roots;
}

/** Everything with a name that contains the letters of the query, in this order. */
export function workspaceSymbols(designs: readonly Design[], query: string): WorkspaceSymbol[] {
  const matches = matcher(query);
  return designs.flatMap((design) =>
    elementsInOrder(design)
      .filter(({ name, label }) => matches(name) || (label !== undefined && matches(label)))
      .map((element) => ({
        name: element.name,
        kind: symbolKinds[element.kind],
        location: toLocation(element.source),
        containerName: element.path.split('/').slice(0, -1).join('/'),
      })),
  );
}

function symbolOf(element: Element): DocumentSymbol {
  return {
    name: element.name === '' ? element.kind : element.name,
    detail: [element.kind, element.label].filter((word) => word !== undefined).join(' · '),
    kind: symbolKinds[element.kind],
    range: toRange(element.extent),
    selectionRange: toRange(element.source),
    children: [],
  };
}

function holds(outer: Element | undefined, { extent }: Element): boolean {
  return outer !== undefined && outer.extent.start <= extent.start && extent.end <= outer.extent.end;
}

function matcher(query: string): (text: string) => boolean {
  const letters = Array.from(query.toLowerCase());
  return (text) => {
    let at = 0;
    const lower = text.toLowerCase();
    return letters.every((letter) => {
      at = lower.indexOf(letter, at) + 1;
      return at > 0;
    });
  };
}

const symbolKinds: Readonly<Record<ElementKind, SymbolKind>> = {
  'network': SymbolKind.Package,
  'site': SymbolKind.Module,
  'router': SymbolKind.Object,
  'circuit': SymbolKind.Interface,
  'peering': SymbolKind.Property,
  'bfd': SymbolKind.Property,
  'bgp-peer': SymbolKind.Property,
  'bgp': SymbolKind.Event,
  'static-route': SymbolKind.Field,
  'health-check': SymbolKind.Property,
  'vbr': SymbolKind.Class,
  'failover-group': SymbolKind.Array,
  'qos-rule': SymbolKind.Field,
  'qos-queue': SymbolKind.Field,
  'qos': SymbolKind.Operator,
  'ecr': SymbolKind.Class,
  'allowed-prefixes': SymbolKind.Field,
  'cen': SymbolKind.Namespace,
  'transit-router': SymbolKind.Class,
  'transit-router-cidr': SymbolKind.Field,
  'attachment': SymbolKind.Interface,
  'route-table': SymbolKind.Array,
  'aggregate-route': SymbolKind.Field,
  'routing-policy': SymbolKind.Operator,
  'policy-match': SymbolKind.Property,
  'policy-set': SymbolKind.Property,
  'region-peering': SymbolKind.Interface,
  'region-queue': SymbolKind.Field,
  'vpc': SymbolKind.Namespace,
  'vswitch': SymbolKind.Struct,
  'vpc-route-table': SymbolKind.Array,
  'security-group': SymbolKind.Key,
  'allow': SymbolKind.Field,
  'tunnel': SymbolKind.Interface,
  'vpn': SymbolKind.Class,
  'endpoint-service': SymbolKind.Function,
  'endpoint-resource': SymbolKind.Field,
  'service': SymbolKind.Function,
  'demand': SymbolKind.Variable,
  'expectation': SymbolKind.Boolean,
  'contact': SymbolKind.String,
  'alert': SymbolKind.Event,
  'monitoring': SymbolKind.Event,
  'drill': SymbolKind.Event,
};

/** How the tree of a state looks. */
import * as vscode from 'vscode';
import { countDriftedInside } from './tree.ts';
import type { DriftMark, StateNode, StateResource } from './tree.ts';

/** Of the addresses that are decorated. */
export const SCHEME = 'hcnet-state';

export function itemOf(node: StateNode): vscode.TreeItem {
  const { address, label, resource, children } = node;
  const state = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, children.length === 0 ? state.None : state.Collapsed);
  item.id = address;
  item.resourceUri = uriOf(address);
  item.iconPath = new vscode.ThemeIcon(iconOf(address));
  item.contextValue = resource?.id === undefined ? 'element' : 'resource';
  item.command = { command: 'hcnet.revealResource', title: 'Reveal in Text', arguments: [node] };
  const description = resource === undefined ? '' : descriptionOf(resource);
  item.description = description;
  item.tooltip = resource === undefined ? address : tooltipOf(resource);
  item.accessibilityInformation = { label: spoken(label, description, node) };
  return item;
}

export function uriOf(address: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${address}` });
}

/** Of what has drifted, and of what holds such a thing: VS Code's own marks of parents have no colour of ours. */
export function decorationOf(node: StateNode): vscode.FileDecoration | undefined {
  const drift = node.resource?.drift;
  if (drift !== undefined) {
    const { badge, text, color } = decorations[drift.is];
    return new vscode.FileDecoration(badge, text, new vscode.ThemeColor(color));
  }
  const inside = insideOf(node);
  return inside === '' ? undefined : new vscode.FileDecoration('•', inside, new vscode.ThemeColor(DRIFTED));
}

function insideOf(node: StateNode): string {
  const count = countDriftedInside(node);
  return count === 0 ? '' : `${count} drifted inside`;
}

/** The same colours as on the diagram: see --hc-drifted and --hc-delete of webview/style.css. */
const DRIFTED = 'charts.purple';
const GONE = 'charts.red';

const decorations: Readonly<
  Record<DriftMark['is'], { readonly badge: string; readonly text: string; readonly color: string }>
> = {
  changed: { badge: '≠', text: 'Drifted: others changed it', color: DRIFTED },
  gone: { badge: '−', text: 'Drifted: others deleted it', color: GONE },
  orphan: {
    badge: '?',
    text: 'It carries the tags of the design, and is in no state',
    color: DRIFTED,
  },
  unseen: { badge: '…', text: 'Not seen yet; look again later', color: 'disabledForeground' },
};

function descriptionOf({ title, id, region, status }: StateResource): string {
  const parts = [title, id ?? 'no id yet', region, status === 'ready' ? '' : status];
  return parts.filter((part) => part !== '').join(' · ');
}

function tooltipOf(resource: StateResource): string {
  const { address, title, id, region, status, adopted, drift } = resource;
  return [
    address,
    `${title}${id === undefined ? '' : ` ${id}`}${region === '' ? '' : ` in ${region}`}`,
    `${status}${adopted ? ', adopted by its id' : ''}`,
    ...(drift === undefined ? [] : [decorations[drift.is].text, ...drift.details]),
  ].join('\n');
}

/** For a screen reader, which does not see marks. */
function spoken(label: string, description: string, node: StateNode): string {
  const drift = node.resource?.drift;
  const own = drift === undefined ? '' : decorations[drift.is].text;
  return [label, description, own, insideOf(node)].filter((part) => part !== '').join(', ');
}

function iconOf(address: string): string {
  const [, kind = ''] = /^([\w-]+)\./.exec(address) ?? [];
  return icons[kind] ?? 'symbol-misc';
}

const icons: Readonly<Record<string, string>> = {
  'cen': 'globe',
  'circuit': 'plug',
  'contact': 'person',
  'drill': 'beaker',
  'ecr': 'circuit-board',
  'failover-group': 'zap',
  'monitoring': 'pulse',
  'service': 'package',
  'vbr': 'arrow-swap',
  'vpc': 'cloud',
  'vpn': 'lock',
};

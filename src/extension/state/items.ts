/** How the tree of a state looks. */
import * as vscode from 'vscode';
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
  item.description = resource === undefined ? '' : descriptionOf(resource);
  item.tooltip = resource === undefined ? address : tooltipOf(resource);
  item.accessibilityInformation = { label: [label, item.description, spoken(resource?.drift)].join(', ') };
  return item;
}

export function uriOf(address: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${address}` });
}

export function decorationOf({ is }: DriftMark): vscode.FileDecoration {
  const { badge, text, color } = decorations[is];
  const decoration = new vscode.FileDecoration(badge, text, new vscode.ThemeColor(color));
  decoration.propagate = is !== 'unseen';
  return decoration;
}

const decorations: Readonly<
  Record<DriftMark['is'], { readonly badge: string; readonly text: string; readonly color: string }>
> = {
  changed: { badge: '≠', text: 'Drifted: others changed it', color: 'list.warningForeground' },
  gone: { badge: '−', text: 'Drifted: others deleted it', color: 'list.errorForeground' },
  orphan: {
    badge: '?',
    text: 'It carries the tags of the design, and is in no state',
    color: 'charts.purple',
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

function spoken(drift: DriftMark | undefined): string {
  return drift === undefined ? '' : decorations[drift.is].text;
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

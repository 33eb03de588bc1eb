/** How the diagram looks: one set of rules, for which a file brings its own colours and the editor its theme's. */
import { cardTextStyle, cardTitleStyle, networkTextStyle, networkTitleStyle } from './cards.ts';
import { badgeStyle, textStyles } from './box.ts';
import type { BadgeKind, EdgeKind, NodeKind } from './graph.ts';
import { edgeLabelStyle } from './label.ts';
import type { TextStyle } from './measure.ts';

export type ColorRole =
  'background' | 'surface' | 'text' | 'muted' | 'border' | 'error' | 'warning' | 'info' | 'on-mark' | Family;

/** Things that belong together share a colour; none means anything by its colour alone. */
export type Family = 'site' | 'border-link' | 'hub' | 'vpc' | 'service' | 'vpn' | 'place';

export const nodeFamilies: Readonly<Record<NodeKind, Family>> = {
  'site': 'site',
  'router': 'site',
  'access-point': 'border-link',
  'circuit': 'border-link',
  'vbr': 'border-link',
  'vpn': 'vpn',
  'ecr': 'hub',
  'region-peering': 'hub',
  'region': 'place',
  'transit-router': 'hub',
  'vpc': 'vpc',
  'vswitch': 'vpc',
  'endpoint': 'service',
  'service': 'service',
  'cloud-services': 'service',
  'internet': 'place',
};

export const edgeFamilies: Readonly<Record<EdgeKind, Family>> = {
  circuit: 'border-link',
  vbr: 'border-link',
  association: 'hub',
  attachment: 'hub',
  peering: 'hub',
  vpn: 'vpn',
  uplink: 'border-link',
  access: 'service',
  privatelink: 'service',
};

export const badgeFamilies: Readonly<Record<BadgeKind, Family>> = {
  'network': 'place',
  'failover-group': 'border-link',
  'qos': 'border-link',
  'qos-queue': 'border-link',
  'cen': 'hub',
  'attachment': 'hub',
  'route-table': 'hub',
  'security-group': 'vpc',
  'tunnel': 'vpn',
  'demand': 'site',
  'expectation': 'vpc',
  'monitoring': 'vpn',
  'alert': 'vpn',
  'contact': 'place',
  'drill': 'border-link',
  'unplaced': 'place',
};

export type Palette = Readonly<Record<ColorRole, string>>;

export const lightPalette: Palette = {
  'background': '#fafbfd',
  'surface': '#ffffff',
  'text': '#1c2430',
  'muted': '#566273',
  'border': '#d3dae4',
  'error': '#c5283d',
  'warning': '#9a6200',
  'info': '#1f6fb8',
  'on-mark': '#ffffff',
  'site': '#465a78',
  'border-link': '#a85d12',
  'hub': '#3a57c4',
  'vpc': '#12765b',
  'service': '#8440a8',
  'vpn': '#0d7590',
  'place': '#5e6b7d',
};

export const darkPalette: Palette = {
  'background': '#14181f',
  'surface': '#1d232d',
  'text': '#e7ecf3',
  'muted': '#a2aebd',
  'border': '#39434f',
  'error': '#ff7b86',
  'warning': '#e9b44c',
  'info': '#6db3f2',
  'on-mark': '#14181f',
  'site': '#a3b8d8',
  'border-link': '#e5a667',
  'hub': '#93a9ff',
  'vpc': '#62cfa9',
  'service': '#d0a0ef',
  'vpn': '#63c6dc',
  'place': '#94a1b3',
};

export function colorsOf(palette: Palette): (role: ColorRole) => string {
  return (role) => palette[role];
}

/** The whole style sheet. Everything is below `.hcnet`, so that it may stand in any page. */
export function diagramCss(color: (role: ColorRole) => string): string {
  return [
    rule('', { 'font-family': fontFamily, 'text-rendering': 'geometricPrecision' }),
    rule('.backdrop', { fill: color('background') }),
    rule('.frame', { 'stroke-width': '1.2' }),
    rule('.leaf>.frame', { fill: color('surface'), stroke: color('border') }),
    rule('.group>.frame', { 'fill-opacity': '.05', 'stroke-opacity': '.45' }),
    rule('.kind-region>.frame', { 'fill-opacity': '.04', 'stroke-opacity': '.35' }),
    rule('.kind-internet>.frame', {
      'stroke-dasharray': '2 4',
      'stroke-opacity': '.8',
      'stroke-linecap': 'round',
    }),
    rule('.tile', { 'fill-opacity': '.13' }),
    rule('.glyph', {
      'fill': 'none',
      'stroke-width': '1.4',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
    ...texts(color),
    rule('.badge>.frame', { 'fill': color('surface'), 'stroke-opacity': '.45', 'stroke-width': '1' }),
    rule('.toggle>.frame', { fill: color('surface'), stroke: color('border') }),
    rule('.network>.frame', { fill: 'transparent' }),
    rule('.card>.frame', { 'fill': color('surface'), 'stroke': color('border'), 'stroke-width': '1' }),
    rule('.line', { 'fill': 'none', 'stroke-linejoin': 'round', 'stroke-opacity': '.85' }),
    rule('.halo', { 'fill': 'none', 'stroke': color('background'), 'stroke-linejoin': 'round' }),
    rule('.hit', { 'fill': 'none', 'stroke': 'transparent', 'stroke-width': '14' }),
    rule('.edge>.plate', { 'fill': color('surface'), 'stroke-opacity': '.5', 'stroke-width': '1' }),
    rule('.mark>path,.mark>circle', { 'stroke': color('surface'), 'stroke-width': '1.5' }),
    rule('.mark>text', {
      'fill': color('on-mark'),
      'font-size': '9.5px',
      'font-weight': '700',
      'text-anchor': 'middle',
    }),
    ...severities(color),
    ...families(color),
  ].join('\n');
}

/** Metrics of the first fonts are close to those that `measure.ts` knows. */
const fontFamily =
  '"Segoe UI","SF Pro Text",-apple-system,Roboto,"Helvetica Neue",Arial,"Liberation Sans","Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif';

function texts(color: (role: ColorRole) => string): string[] {
  return [
    rule('text', { fill: color('text') }),
    rule('.caption', { ...font(textStyles.caption) }),
    rule('.title', { 'font-weight': '600' }),
    rule('.leaf>.title,.group>.title,.near>.title', font(textStyles.title)),
    rule('.label', { fill: color('muted'), ...font(textStyles.label) }),
    rule('.fact', {
      'fill': color('muted'),
      'font-variant-numeric': 'tabular-nums',
      ...font(textStyles.fact),
    }),
    rule('.badge>text', font(badgeStyle)),
    rule('.edge>text', { 'fill': color('text'), 'text-anchor': 'middle', ...font(edgeLabelStyle) }),
    rule('.card>.title', font(cardTitleStyle)),
    rule('.card>.fact', font(cardTextStyle)),
    rule('.network>.title', font(networkTitleStyle)),
    rule('.network>.fact', font(networkTextStyle)),
    rule('.legend text', { fill: color('muted'), ...font(edgeLabelStyle) }),
  ];
}

function severities(color: (role: ColorRole) => string): string[] {
  return (['error', 'warning', 'info'] as const).flatMap((severity) => [
    rule(`.mark.${severity}>path,.mark.${severity}>circle`, { fill: color(severity) }),
    rule(`.has-${severity}>.frame`, { 'stroke': color(severity), 'stroke-opacity': '1' }),
  ]);
}

function families(color: (role: ColorRole) => string): string[] {
  const all: readonly Family[] = ['site', 'border-link', 'hub', 'vpc', 'service', 'vpn', 'place'];
  return all.flatMap((family) => [
    rule(`.${family} .stroke`, { stroke: color(family) }),
    rule(`.${family} .fill`, { fill: color(family) }),
  ]);
}

function font({ size, isBold, spacing }: TextStyle): Record<string, string> {
  return {
    'font-size': `${size}px`,
    'font-weight': isBold ? '600' : '400',
    ...(spacing === undefined ? {} : { 'letter-spacing': `${spacing}px` }),
  };
}

function rule(selectors: string, properties: Readonly<Record<string, string>>): string {
  const scoped = selectors.split(',').map((selector) => (selector === '' ? '.hcnet' : `.hcnet ${selector}`));
  const body = Object.entries(properties).map(([name, value]) => `${name}:${value}`);
  return `${scoped.join(',')}{${body.join(';')}}`;
}

import type { Network, Router, Site } from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import { readAsnValue, readMs, readNumber, readPrefixes } from '../literals.ts';
import type { Build } from './build.ts';
import { named } from './build.ts';
import { compactMap, tagsOf } from './common.ts';
import { refTo } from './refs.ts';

export function buildNetwork(build: Build, node: Half<ast.Network>): Network | undefined {
  const base = named(build, node, 'network');
  if (base === undefined) return undefined;
  const network: Network = {
    ...base,
    kind: 'network',
    region: node.region,
    account: node.account,
    tags: tagsOf(node.tags),
  };
  return build.record(network, node);
}

export function buildSite(build: Build, node: Half<ast.Site>): Site | undefined {
  const base = named(build, node, 'site');
  if (base === undefined) return undefined;
  const site: Site = {
    ...base,
    kind: 'site',
    siteKind: node.siteKind ?? 'datacenter',
    tier: node.tier ?? 'production',
    prefixes: readPrefixes(node.prefixes),
    asn: readAsnValue(node.asn),
    routers: compactMap(node.routers, (router) => buildRouter(build, router, base)),
    multiPath: node.multiPath ?? 'ecmp',
    recoveryTargetMs: readMs(node.recoveryTarget),
    reliability: node.reliability,
    sharesPrefixesWith: compactMap(node.sharesPrefixesWith, ({ ref }) => refTo(build, ref)),
  };
  return build.record(site, node);
}

function buildRouter(
  build: Build,
  node: Half<ast.Router>,
  site: { readonly path: string; readonly name: string },
): Router | undefined {
  const base = named(build, node, 'router', site.path);
  if (base === undefined) return undefined;
  const router: Router = {
    ...base,
    kind: 'router',
    siteName: site.name,
    vendor: node.vendor,
    model: node.model,
    icmpPerSecond: readNumber(node.icmpLimit),
  };
  return build.record(router, node);
}

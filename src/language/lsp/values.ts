/** Values that a property may have: from the catalog, and what is still free in the design. */
import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import { accessPoints } from '../../model/catalog/access-points.ts';
import { carriers } from '../../model/catalog/carriers.ts';
import { systemEvents } from '../../model/catalog/events.ts';
import { metrics } from '../../model/catalog/metrics.ts';
import { portTypes } from '../../model/catalog/ports.ts';
import { regionById, regions } from '../../model/catalog/regions.ts';
import { reliabilityTypes } from '../../model/catalog/reliability.ts';
import { serviceProducts } from '../../model/catalog/services.ts';
import type { Design } from '../design.ts';
import type * as ast from '../generated/ast.ts';
import { isCircuit, isEndpointService, isQosRule, isVbr, isVpc, isVSwitch } from '../generated/ast.ts';
import { freePeering, freeTunnel, freeVlan, freeVSwitchPrefix } from './free.ts';

export interface Proposal {
  readonly text: string;
  readonly detail?: string | undefined;
  readonly note?: string | undefined;
}

export interface Spot {
  /** The property that the value would be for, as the grammar names it. */
  readonly property: string;
  /** The node that the value would stand in, or the one around it. */
  readonly container: AstNode;
  /** The word before the value. */
  readonly keyword: string;
}

export function valuesFor(design: Design, spot: Spot): readonly Proposal[] {
  const { property, container } = spot;
  switch (property) {
    case 'region':
    case 'sourceRegions':
    case 'destinationRegions':
      return regionValues();
    case 'zone':
      return zoneValues(container);
    case 'accessPoint':
      return accessPoints.map(({ id, name, regionId }) => ({ text: id, detail: name ?? regionId }));
    case 'carrier':
      return carriers.map(({ id, name }) => ({ text: id, detail: name }));
    case 'reliability':
      return reliabilityTypes.map(({ id }) => ({ text: id }));
    case 'vendor':
      return words(['h3c', 'huawei', 'cisco', 'juniper', 'frr']);
    case 'product':
      return serviceProducts.map(({ id, name, note }) => ({ text: id, detail: name, note }));
    case 'metric':
      return metrics.map(({ name, meaning, namespace }) => ({
        // A name with a dot is no word of the language.
        text: name.includes('.') ? `"${name}"` : name,
        detail: meaning,
        note: namespace,
      }));
    case 'namespace':
      return words([...new Set(metrics.map(({ namespace }) => namespace))]);
    case 'statistics':
      return words([...new Set(metrics.map(({ statistics }) => statistics))]);
    case 'events':
      return systemEvents.map(({ id, meaning }) => ({ text: id, detail: meaning }));
    case 'port':
      return isCircuit(container) ? portValues() : [];
    case 'protocol':
      return isQosRule(container) ? words(['tcp', 'udp', 'icmp', 'all']) : [];
    default:
      return cipherValues(property) ?? freeValues(design, spot);
  }
}

function regionValues(): readonly Proposal[] {
  return regions.map(({ id, name, status }) => ({
    text: id,
    detail: status === 'open' || status === 'unverified' ? name : `${name} (${status})`,
  }));
}

/** Zones of the region around, as far as they are published. */
function zoneValues(container: AstNode): readonly Proposal[] {
  const region = AstUtils.getContainerOfType(container, isZonal)?.region;
  return words(regionById(region ?? '')?.transitRouterZones ?? []);
}

function isZonal(node: AstNode): node is ast.Vpc | ast.EndpointService {
  return isVpc(node) || isEndpointService(node);
}

function portValues(): readonly Proposal[] {
  return portTypes.map(({ id, speedMbps, order }) => ({
    text: id,
    detail: `${String(speedMbps)} Mbit/s`,
    note: order === 'open' ? undefined : 'Not offered for new circuits without asking',
  }));
}

/** Names as CreateVpnConnection takes them: aliyun-openapi-meta en-US/vpc/CreateVpnConnection.json */
function cipherValues(property: string): readonly Proposal[] | undefined {
  switch (property) {
    case 'encryption':
      return words(['aes256', 'aes192', 'aes']);
    case 'authentication':
      return words(['sha512', 'sha384', 'sha256']);
    case 'group':
      return words(['group14', 'group5', 'group2']);
    default:
      return undefined;
  }
}

/** Numbers and blocks that nothing in the design uses yet. */
function freeValues(design: Design, { property, container, keyword }: Spot): readonly Proposal[] {
  switch (property) {
    case 'vlan':
      return isVbr(container) ? freeVlan(design, container) : [];
    case 'cloud':
      return keyword === 'peering' ? freePeering(design) : [];
    case 'prefix':
      return isVSwitch(container) ? freeVSwitchPrefix(design, container.$container) : [];
    case 'inside':
      return freeTunnel(design);
    default:
      return [];
  }
}

function words(texts: readonly string[]): readonly Proposal[] {
  return texts.map((text) => ({ text }));
}

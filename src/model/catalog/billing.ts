/** What a hybrid-cloud network is billed for, by the names of the price lists. Prices are list prices as published, for estimates only. */
import type { Area } from './regions.ts';
import { docs } from './sources.ts';

export type BillingItemId =
  | 'express-connect-installation'
  | 'express-connect-port'
  | 'express-connect-outbound'
  | 'carrier-line'
  | 'ecr-same-region'
  | 'ecr-cross-region'
  | 'tr-connection'
  | 'tr-processing'
  | 'tr-inter-region-transfer'
  | 'tr-inter-region-plan'
  | 'privatelink-instance'
  | 'privatelink-data'
  | 'vpn-instance'
  | 'vpn-transfer'
  | 'ipsec-transfer'
  | 'private-zone'
  | 'private-zone-requests'
  | 'dns-inbound';

export interface BillingItem {
  readonly id: BillingItemId;
  readonly name: string;
  /** What one unit is: `port and month`, `GB`. */
  readonly unit: string;
  readonly method: 'once' | 'subscription' | 'pay-as-you-go' | 'third-party';
  readonly sources: readonly string[];
}

export const billingItems: readonly BillingItem[] = [
  // Not due where outbound data transfer is billed, says the same page.
  item('express-connect-installation', 'Initial installation fee', 'port', 'once', docs.outboundFee),
  item(
    'express-connect-port',
    'Resource usage fee of the port',
    'port and month',
    'subscription',
    docs.portFee,
  ),
  item(
    'express-connect-outbound',
    'Outbound data transfer fee',
    'GB from the cloud to the site',
    'pay-as-you-go',
    docs.outboundFee,
  ),
  item('carrier-line', 'Leased line, indoor cabling, optics', 'contract', 'third-party', docs.billing),
  item(
    'ecr-same-region',
    'Outbound data transfer fee',
    'GB from the cloud to the site',
    'pay-as-you-go',
    docs.ecr,
  ),
  item(
    'ecr-cross-region',
    'Cloud Data Transfer (CDT), for what crosses regions',
    'GB between regions',
    'pay-as-you-go',
    docs.ecr,
  ),
  item(
    'tr-connection',
    'Transit router connection fee',
    'connection and hour',
    'pay-as-you-go',
    docs.cenBilling,
  ),
  item(
    'tr-processing',
    'Transit router data processing fee',
    'GB into the transit router',
    'pay-as-you-go',
    docs.cenBilling,
  ),
  item(
    'tr-inter-region-transfer',
    'Inter-region data transfer (CDT)',
    'GB between regions',
    'pay-as-you-go',
    docs.cenBilling,
  ),
  item(
    'tr-inter-region-plan',
    'Inter-region bandwidth plan',
    'Mbit/s and month',
    'subscription',
    docs.cenBilling,
  ),
  item('vpn-instance', 'IPsec-VPN instance fee', 'gateway and hour', 'pay-as-you-go', docs.vpnBilling),
  item('vpn-transfer', 'VPN data transfer fee', 'GB to the Internet', 'pay-as-you-go', docs.vpnBilling),
  item(
    'ipsec-transfer',
    'Internet traffic of IPsec connections (CDT)',
    'GB to the Internet',
    'pay-as-you-go',
    docs.vpnTransferBilling,
  ),
  item(
    'privatelink-instance',
    'PrivateLink instance fee',
    'zone and hour',
    'pay-as-you-go',
    docs.privatelinkBilling,
    docs.privatelinkBillingUsd,
  ),
  item(
    'privatelink-data',
    'PrivateLink data transfer fee',
    'GB, both ways',
    'pay-as-you-go',
    docs.privatelinkBilling,
    docs.privatelinkBillingUsd,
  ),
  item(
    'private-zone',
    'PrivateZone: number of zones',
    'zone and day',
    'pay-as-you-go',
    docs.privateZoneBilling,
  ),
  item(
    'private-zone-requests',
    'PrivateZone: requests',
    '10,000 requests',
    'pay-as-you-go',
    docs.privateZoneBilling,
  ),
  item('dns-inbound', 'DNS inbound endpoint', 'endpoint', 'pay-as-you-go', docs.dnsInbound),
];

/** An amount of money; never rounded here. */
export interface Price {
  readonly amount: number;
  readonly currency: 'USD' | 'CNY';
}

/** Per zone and hour, and per GB: the two items cost the same. */
export const privateLinkPrices: readonly Price[] = [
  { amount: 0.07, currency: 'CNY' },
  { amount: 0.01, currency: 'USD' },
];

/** In USD per port and month, by the port's speed in Mbit/s. Source: the port fee page. */
const portPrices: Readonly<Record<number, { mainland: number; elsewhere: number; riyadh: number }>> = {
  1000: { mainland: 85, elsewhere: 210, riyadh: 252 },
  10000: { mainland: 720, elsewhere: 1600, riyadh: 1920 },
  40000: { mainland: 2450, elsewhere: 5500, riyadh: 6600 },
  100000: { mainland: 5200, elsewhere: 11700, riyadh: 14040 },
};

export function billingItemById(id: BillingItemId): BillingItem | undefined {
  return billingItems.find((entry) => entry.id === id);
}

/** The monthly port fee; `undefined` for speeds that the page does not list. */
export function portPrice(
  speedMbps: number,
  region: { readonly id: string; readonly area: Area },
): Price | undefined {
  const row = portPrices[speedMbps];
  if (row === undefined) return undefined;
  if (region.id === 'me-central-1') return { amount: row.riyadh, currency: 'USD' };
  return { amount: region.area === 'china-mainland' ? row.mainland : row.elsewhere, currency: 'USD' };
}

function item(
  id: BillingItemId,
  name: string,
  unit: string,
  method: BillingItem['method'],
  ...sources: string[]
): BillingItem {
  return { id, name, unit, method, sources };
}

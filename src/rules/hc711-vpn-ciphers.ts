import { api } from '../model/catalog/sources.ts';
import type { Cipher } from '../model/topology.ts';
import { listed } from './support/phrases.ts';
import { defineRule, set } from './rule.ts';

export const vpnCiphers = defineRule({
  id: 'HC711',
  severity: 'info',
  title: 'VPN with the old defaults',
  why: 'What a design leaves out becomes the default of the API, and those are old: IKEv1 and MD5.',
  sources: [api('vpc/CreateVpnAttachment')],

  *check(topology) {
    for (const vpn of topology.vpns) {
      const ike = weaknesses(vpn.ike, { hasVersion: true });
      const ipsec = weaknesses(vpn.ipsec, { hasVersion: false });
      if (ike.length + ipsec.length === 0) continue;
      yield {
        element: vpn,
        message: `VPN '${vpn.name}' uses ${listed([...new Set([...ike, ...ipsec])])}; set IKEv2 and SHA-2`,
        fix: {
          title: 'Use IKEv2 and SHA-2',
          edits: [
            ...(ike.length > 0 ? [set(vpn, 'ike', strengthened(vpn.ike, { hasVersion: true }))] : []),
            ...(ipsec.length > 0 ? [set(vpn, 'ipsec', strengthened(vpn.ipsec, { hasVersion: false }))] : []),
          ],
        },
      };
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.10.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr {
      //  ^^^^^^ HC711
        role standby
        ike { version ikev1 encryption aes256 authentication sha256 lifetime 24 h }
        ipsec { authentication md5 }
      }`,
    good: `
      site dc { prefix 10.10.0.0/16 }
      cen backbone { transit-router tr in cn-shanghai { edition enterprise } }
      vpn backup from dc to tr {
        role standby
        ike { version ikev2 encryption aes256 authentication sha256 lifetime 86400 s }
        ipsec { authentication sha256 }
      }`,
  },
});

interface Phase {
  /** Only the first phase has a version. */
  readonly hasVersion: boolean;
}

function weaknesses(cipher: Cipher | undefined, { hasVersion }: Phase): readonly string[] {
  const authentication = cipher?.authentication ?? 'md5';
  return [
    ...(hasVersion && cipher?.version !== 'ikev2' ? ['IKEv1'] : []),
    ...(authentication.startsWith('sha') && authentication !== 'sha1' ? [] : [authentication.toUpperCase()]),
  ];
}

/** The block with what was weak replaced and the rest as it was. */
function strengthened(cipher: Cipher | undefined, phase: Phase): string {
  const authentication = cipher?.authentication;
  const isStrong = authentication !== undefined && weaknesses(cipher, { hasVersion: false }).length === 0;
  const parts = [
    ...(phase.hasVersion ? ['version ikev2'] : []),
    ...(cipher?.encryption === undefined ? [] : [`encryption ${cipher.encryption}`]),
    `authentication ${isStrong ? authentication : 'sha256'}`,
    ...(cipher?.group === undefined ? [] : [`group ${cipher.group}`]),
    ...(cipher?.lifetimeS === undefined ? [] : [`lifetime ${String(cipher.lifetimeS)} s`]),
  ];
  return `{ ${parts.join(' ')} }`;
}

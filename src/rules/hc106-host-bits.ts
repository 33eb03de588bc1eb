import { api } from '../model/catalog/sources.ts';
import { defineRule, replace, type Violation } from './rule.ts';
import { prefixUses, type PrefixUse } from './support/prefix-uses.ts';

export const hostBits = defineRule({
  id: 'HC106',
  severity: 'error',
  title: 'Prefix that starts at a host or with 0',
  why:
    'A prefix names a block by its first address. With host bits, it is open which block is meant, and the ' +
    'platform refuses it. A block of a site or VPC does not start with 0 either.',
  sources: [api('vpc/AssociateVpcCidrBlock'), api('vpc/CreateVpc')],

  *check(topology) {
    for (const use of prefixUses(topology)) {
      if (use.prefix.hasHostBits) yield hostBitsAt(use);
      else if (startsWithZero(use)) yield zeroAt(use);
    }
  },

  examples: {
    bad: `
      site dc { prefix 10.1.2.3/16 }
      //               ^^^^^^^^^^^ HC106
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.1.10/24 }
        //                                    ^^^^^^^^^^^^^^^ HC106
        route 10.1.2.3/16 to tr
        //    ^^^^^^^^^^^ HC106
      }
      cen backbone { transit-router tr in cn-shanghai { attach prod } }`,
    good: `
      site dc { prefix 10.1.0.0/16 }
      vpc prod in cn-shanghai {
        prefix 192.168.0.0/16
        vswitch app in cn-shanghai-l { prefix 192.168.1.0/24 }
        route 10.1.0.0/16 to tr
      }
      cen backbone { transit-router tr in cn-shanghai { attach prod } }`,
  },
});

function hostBitsAt({ element, property, prefix }: PrefixUse): Violation {
  const isOwnName = element.name === prefix.text;
  const phrase = isOwnName ? `Prefix '${prefix.text}'` : `Prefix ${prefix.text} of '${element.name}'`;
  return {
    element,
    property,
    value: prefix.text,
    message: `${phrase} is written with the address of a host, and the platform takes the block itself only`,
    fix: { title: `Write ${prefix.text}`, edits: [replace(element, property, prefix.text, prefix.text)] },
  };
}

/** A default route is a route, and no block that someone lives in. */
function startsWithZero({ prefix, role }: PrefixUse): boolean {
  const isHome = role === 'vpc' || role === 'vswitch' || (role === 'site' && prefix.length > 0);
  return isHome && prefix.version === 4 && prefix.first >> 24n === 0n;
}

function zeroAt({ element, property, prefix }: PrefixUse): Violation {
  return {
    element,
    property,
    value: prefix.text,
    message: `'${element.name}' has ${prefix.text}; addresses that start with 0 belong to no host, so the platform refuses them`,
  };
}

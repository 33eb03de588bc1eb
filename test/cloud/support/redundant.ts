/** A design whose traffic has several ways to go. */
const circuits = ['one', 'two', 'three'].map(
  (name) =>
    `circuit ${name} from dc to access-point ap-cn-shanghai-nt-aligroup-C { bandwidth 1 Gbps id "pc-${name}" }`,
);

const vbr = (name: string, circuit: string, vlan: number): string =>
  `vbr ${name} on ${circuit} { vlan ${vlan} peering 172.16.${vlan}.2/30 to 172.16.${vlan}.1 bgp { peer-asn 65010 } }`;

/** A site with some VBRs at one hub, which reaches a database and is to survive the loss of a circuit. */
export const redundant = (
  ...vbrs: readonly (readonly [name: string, circuit: string, vlan: number])[]
): string => `
network n { region cn-shanghai }
site dc { prefix 10.10.0.0/16 asn 65010 }
${circuits.join('\n')}
${vbrs.map((each) => vbr(...each)).join('\n')}
ecr core { attach ${vbrs.map(([name]) => name).join(', ')} }
cen hub { transit-router sh in cn-shanghai { attach core, prod } }
vpc prod in cn-shanghai { prefix 192.168.0.0/16
  vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 } vswitch m in cn-shanghai-m { prefix 192.168.2.0/24 } }
service db { at prod.l }
expect dc reaches db privately surviving any 1 circuit`;

export const twoWays = redundant(['a', 'one', 1], ['b', 'two', 2]);

/** Designs that the diagram is tested with. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Each sample as its files by name. */
export function sampleDesigns(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const single = globSync('*.hcnet', { cwd: root }).map(
    (file) => [path.basename(file, '.hcnet'), [file]] as const,
  );
  const folders = globSync('*/main.hcnet', { cwd: root }).map((file) => {
    const folder = path.dirname(file);
    return [folder, globSync(`${folder}/*.hcnet`, { cwd: root }).sort()] as const;
  });
  return Object.fromEntries([...single, ...folders].sort().map(([name, files]) => [name, readAll(files)]));
}

const root = path.resolve(import.meta.dirname, '../../samples');

function readAll(files: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    files.map((file) => [path.basename(file), readFileSync(path.join(root, file), 'utf8')]),
  );
}

/** One of everything that can be declared, and some of it wrong. */
export const everything = `
network retail "Retail hybrid network" { region cn-shanghai account "1234567890123456" tag env "prod" }
site dc-sh "上海数据中心" {
  kind datacenter tier production prefix 10.10.0.0/16, 10.20.0.0/16, fd00:10::/48 asn 65010
  router cpe-1 "Edge 1" { vendor h3c }
  router cpe-2 { vendor huawei icmp-limit 600 per second }
}
site partner { kind cloud prefix 10.30.0.0/16 }
circuit telecom "CT" from dc-sh.cpe-1 to access-point ap-cn-shanghai-nt-aligroup-C {
  type dedicated carrier CT port 10GBase-LR bandwidth 10 Gbps id "pc-uf6a"
}
circuit unicom from dc-sh.cpe-2 to access-point ap-cn-shanghai-pd-D {
  type hosted by "Partner" carrier CU bandwidth 1 Gbps role standby
}
circuit far from partner to access-point ap-cn-beijing-ft-A { carrier CM bandwidth 500 Mbps }
vbr telecom-vbr on telecom {
  vlan 110 peering 172.16.1.2/30 to 172.16.1.1 peering6 fd00::2/126 to fd00::1 rate-limit 5 Gbps
  bgp { peer-asn 65010 auth secret KEY bfd { transmit 300 ms receive 300 ms multiplier 3 } }
}
vbr unicom-vbr on unicom { vlan 120 route 10.0.0.0/8 uplink to prod }
vbr far-vbr on far { vlan 130 }
failover-group fast { member telecom-vbr, unicom-vbr }
failover-group nobody { }
ecr core { asn 45104 attach telecom-vbr, unicom-vbr allow to tr-sh { mode match prefix 192.168.0.0/16 } }
cen backbone {
  transit-router tr-sh in cn-shanghai {
    edition enterprise cidr 10.255.0.0/24
    attach core, prod { vswitch app-l, app-m publish-routes on }, backup, nothing-of-that-name
    route-table spoke { associate prod propagate core route 10.0.0.0/8 to core }
    route 100.98.35.0/24 to prod
  }
  transit-router tr-bj in cn-beijing { edition basic attach ai, far-vbr }
  peering tr-sh to tr-bj { bandwidth 200 Mbps link platinum queue gold { share 30 % dscp 46 } }
}
vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
  security-group web { allow tcp 443 from dc-sh }
}
vpc ai in cn-beijing { prefix 192.169.0.0/16 vswitch ep-h in cn-beijing-h { prefix 192.169.1.0/24 } }
vpc lonely in cn-shenzhen { prefix 192.170.0.0/16 }
vpn backup from dc-sh.cpe-1 to tr-sh {
  role standby customer-address 203.0.113.1 tunnel a { inside 169.254.10.0/30 key secret VPN }
}
vpn gateway from partner to ai { role primary }
service orders-db { product rds at prod.app-l address 192.168.1.20 port 3306 }
service objects { product oss in cn-shanghai access private-endpoint via tr-sh }
service bailian { product model-studio in cn-beijing access privatelink in ai.ep-h }
service open-api { product model-studio access public }
service nowhere { product rds at prod.no-such-vswitch }
demand dc-sh to orders-db { bandwidth 2 Gbps growth 5 % per month }
expect dc-sh reaches orders-db, objects privately surviving any 1 circuit
expect dc-sh isolated-from partner
contact netops { mail "netops@example.com" }
monitoring ops {
  alerts recommended notify netops event bgp-peer-down
  alert loss on telecom-vbr { metric VbrHealthyCheckLossRate warn > 1 for 3 times }
}
drill port { fail telecom for 30 min every quarter }
qos shaping on telecom { queue voice { kind high } queue bulk { kind medium share 40 % } }
qos idle on unicom { }
`;

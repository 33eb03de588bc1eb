/** Designs that together use every resource kind. */

/** Circuits, both kinds of VBR life, two hubs, custom tables, QoS, drills. */
export const wholeDesign = `
network whole { region cn-shanghai account "1234567890123456" tag env "test" }
site dc { kind datacenter prefix 10.10.0.0/16 asn 65010 router r1 { vendor h3c } router r2 { vendor huawei } }
site office { kind office prefix 10.30.0.0/16 asn 65030 router r1 { vendor h3c } }

circuit one from dc.r1 to access-point ap-cn-shanghai-nt-aligroup-C {
  type dedicated carrier CT port 10GBase-LR bandwidth 10 Gbps id "pc-one"
}
circuit two from dc.r2 to access-point ap-cn-shanghai-pd-D {
  type dedicated carrier CU port 10GBase-LR bandwidth 10 Gbps id "pc-two"
}
circuit shared from office.r1 to access-point ap-cn-shanghai-pd-D {
  type hosted by "Partner" carrier CU bandwidth 500 Mbps id "pc-shared"
}

vbr one-vbr on one {
  vlan 110 peering 172.16.1.2/30 to 172.16.1.1 rate-limit 5 Gbps mtu 8500
  peering6 fd00:1::2/126 to fd00:1::1
  bgp { peer-asn 65010 auth secret BGP_KEY bfd { transmit 300 ms receive 300 ms multiplier 3 hops 1 } }
  bgp6 { peer-asn 65010 route-limit 200 }
  tag owner "net"
}
vbr two-vbr on two {
  vlan 120 peering 172.16.1.6/30 to 172.16.1.5 rate-limit 1 Gbps
  bgp { peer-asn 65010 bfd on }
}
vbr office-vbr on shared {
  vlan 130 peering 172.16.1.10/30 to 172.16.1.9
  bgp { peer-asn 65030 local-asn 64513 peer 172.16.1.9 }
  announce 192.168.0.0/16
}
failover-group fast { kind classic member one-vbr, two-vbr }

ecr core { asn 45104 attach one-vbr, two-vbr, side
  allow to tr-sh { mode match prefix 192.168.0.0/16, 192.170.0.0/16 }
}
cen backbone {
  transit-router tr-sh in cn-shanghai {
    edition enterprise cidr 10.255.0.0/24 { publish off }
    attach core, prod { vswitch app-l, app-m publish-routes on }, backup
    route-table spoke { associate prod propagate core route 10.0.0.0/8 to core route 10.1.0.0/16 blackhole }
    route 10.99.0.0/16 to prod
  }
  transit-router tr-bj in cn-beijing { edition enterprise attach ai }
  peering tr-sh to tr-bj {
    bandwidth 200 Mbps billing data-transfer link gold
    queue gold { share 30 % dscp 46, 47 }
  }
}
cen office-net {
  transit-router tr-office in cn-shanghai { edition enterprise attach office-vbr }
}

vpc prod in cn-shanghai {
  prefix 192.168.0.0/16, 192.170.0.0/16
  user-prefix 198.18.0.0/16
  vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
  vswitch late in cn-shanghai-m { prefix 192.170.2.0/24 }
  route 10.20.0.0/16 to tr-sh
  security-group web { allow tcp 443 from dc allow udp 8000-9000 from 10.0.0.0/8 allow icmp from 10.0.0.0/8 }
}
vpc side in cn-shanghai { prefix 192.172.0.0/16 vswitch s in cn-shanghai-l { prefix 192.172.1.0/24 }
  vswitch t in cn-shanghai-m { prefix 192.172.2.0/24 } }
vpc ai in cn-beijing {
  prefix 172.20.0.0/16
  vswitch ep-h in cn-beijing-h { prefix 172.20.1.0/24 }
  vswitch ep-k in cn-beijing-k { prefix 172.20.2.0/24 }
  security-group endpoint { allow tcp 443 from dc }
}

vpn backup from dc.r1 to tr-sh {
  role standby customer-address 203.0.113.10 bgp on
  ike { version ikev2 encryption aes256 authentication sha256 group group14 lifetime 24 h }
  ipsec { encryption aes256 authentication sha256 group group14 lifetime 24 h }
  tunnel first { inside 169.254.10.0/30 cloud-address 169.254.10.1 key secret VPN_KEY_1 }
  tunnel second { inside 169.254.11.0/30 cloud-address 169.254.11.1 customer-address 203.0.113.11 key secret VPN_KEY_2 }
}
vpn branch from office.r1 to side {
  role primary bandwidth 100 Mbps customer-address 203.0.113.20
  tunnel only { key secret VPN_KEY_3 }
}

service db { product rds at prod.app-l address 192.168.1.20 port 3306 }
service objects { product oss in cn-shanghai access private-endpoint via tr-sh }
service bailian { product model-studio in cn-beijing access privatelink in ai.ep-h, ai.ep-k { security-group ai.endpoint } }

contact netops "Network operations" { mail "netops@example.com" phone "13800000000" webhook secret HOOK }
monitoring watch {
  alerts recommended notify netops event bgp-peer-down, tr-route-quota
  alert loss on one-vbr { metric VbrHealthyCheckLossRate statistics Value period 60 s warn > 1 for 3 times critical >= 5 }
}
drill quarterly { fail one for 30 min start later every quarter }
qos shaping on one, two {
  queue voice { kind high rule sip { priority 100 protocol tcp source 10.0.0.0/8 dscp 46 } }
  queue bulk { kind medium share 40 % }
}
`;

/** Hubs of another account take what is ours. */
export const grantDesign = `
network shared { region cn-shanghai }
vpc mine in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch l in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch m in cn-shanghai-m { prefix 192.168.2.0/24 }
}
cen theirs {
  account "9999999999999999" id "cen-theirs"
  transit-router tr in cn-shanghai { id "tr-theirs" attach mine }
}
ecr theirs-too { account "9999999999999999" id "ecr-theirs" asn 45104 attach mine }
`;

/** Routing policies, route tables of VPCs, static routes and health checks of VBRs, services of one's own. */
export const routesAndServicesDesign = `
network offers { region cn-shanghai account "1234567890123456" tag env "test" }
site office { kind office prefix 10.30.0.0/16 asn 65030 router r1 { vendor h3c } }
circuit line from office.r1 to access-point ap-cn-shanghai-pd-D {
  type dedicated carrier CU port 10GBase-LR bandwidth 1 Gbps id "pc-line"
}
vbr border on line {
  vlan 130 peering 172.16.1.10/30 to 172.16.1.9
  route 10.30.0.0/16
  route 10.31.0.0/16
  health-check { interval 3 s threshold 6 }
}

cen office-net {
  transit-router tr in cn-shanghai {
    attach border, prod
    route-table spokes { associate prod propagate border aggregate 10.0.0.0/8 }
    aggregate 172.16.0.0/12
    routing-policy prefer {
      priority 10 match { from border prefix 10.30.0.0/16 route-type custom } set { preference 20 prepend 65030, 65030 next 20 }
    }
    routing-policy keep-out {
      priority 20 route-table spokes action deny
      match { from except border to prod from-region cn-shanghai as-path 65099 community "65030:1" }
    }
  }
}

vpc prod in cn-shanghai {
  prefix 192.168.0.0/16
  vswitch app-l in cn-shanghai-l { prefix 192.168.1.0/24 }
  vswitch app-m in cn-shanghai-m { prefix 192.168.2.0/24 }
  vswitch apart-m in cn-shanghai-m { prefix 192.168.3.0/24 }
  route 10.30.0.0/16 to tr
  route-table apart {
    associate apart-m route-propagation off tag owner "net"
    route 10.31.0.0/16 to tr
  }
  security-group one { allow tcp 443 from office }
  security-group two { allow tcp 8443 from office }
}
vpn branch from office.r1 to prod {
  role primary bandwidth 100 Mbps customer-address 203.0.113.20 tag owner "net"
  tunnel only { key secret VPN_KEY }
}

endpoint-service orders-api "Orders" in cn-shanghai {
  resource alb "alb-orders" in cn-shanghai-l
  resource alb "alb-orders" in cn-shanghai-m
  allow account "2222222222222222"
  bandwidth 2 Gbps
  zone-affinity on
  tag owner "orders"
}
service orders {
  access privatelink in prod.app-l, prod.app-m {
    security-group prod.one, prod.two
    endpoint-service orders-api
    domain "orders.shop.internal"
  }
}
`;

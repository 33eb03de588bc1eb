/** The customer's side, circuits, and what stands on them. */
import { regionOfAccessPoint } from '../../model/catalog/access-points.ts';
import { bfdLimits } from '../../model/catalog/limits.ts';
import type {
  Bfd,
  Bgp,
  Circuit,
  FailoverGroup,
  Network,
  Peering,
  QosPolicy,
  QosRule,
  Router,
  Site,
  Vbr,
} from '../../model/topology.ts';
import { block, list, optionalBlock, property, statement, toggle, type Entry } from './entry.ts';
import {
  bandwidth,
  cloudProperties,
  duration,
  heading,
  managed,
  nameOf,
  namesOf,
  percentage,
  quoted,
  quotedProperty,
  routes,
  secret,
  tags,
  texts,
} from './words.ts';

export function networkEntry(network: Network): Entry {
  return optionalBlock(
    heading('network', network),
    [
      ...property('region', network.region),
      ...quotedProperty('account', network.account),
      ...tags(network.tags),
    ],
    network.path,
  );
}

export function siteEntry(site: Site): Entry {
  return block(
    heading('site', site),
    [
      statement(`kind ${site.siteKind}`),
      ...(site.tier === 'production' ? [] : [statement(`tier ${site.tier}`)]),
      ...list('prefix', texts(site.prefixes)),
      ...property('asn', site.asn),
      ...(site.multiPath === 'ecmp' ? [] : [statement(`multi-path ${site.multiPath}`)]),
      ...property('recovery-target', duration(site.recoveryTargetMs)),
      ...property('reliability', site.reliability),
      ...list('shares-prefixes-with', namesOf(site.sharesPrefixesWith)),
      ...site.routers.map(routerEntry),
    ],
    site.path,
  );
}

function routerEntry(router: Router): Entry {
  const limit = router.icmpPerSecond;
  return optionalBlock(
    heading('router', router),
    [
      ...property('vendor', router.vendor),
      ...quotedProperty('model', router.model),
      ...property('icmp-limit', limit === undefined ? undefined : `${limit} per second`),
    ],
    router.path,
  );
}

/** Where a circuit or a VPN starts: `dc`, or one of its routers. */
export function siteEnd(site: Site | undefined, router: Router | undefined): string {
  return router === undefined ? nameOf(site) : `${nameOf(site)}.${router.name}`;
}

export function circuitEntry(circuit: Circuit, network: Network | undefined): Entry {
  const { accessPoint, region } = circuit;
  const implied =
    (accessPoint === undefined ? undefined : regionOfAccessPoint(accessPoint)) ?? network?.region;
  const from = siteEnd(circuit.site, circuit.router);
  const partner = circuit.partner === undefined ? '' : ` by ${quoted(circuit.partner)}`;
  return block(
    heading('circuit', circuit, `from ${from} to access-point ${accessPoint ?? 'unknown'}`),
    [
      statement(`type ${circuit.type}${partner}`),
      ...property('region', region === implied ? undefined : region),
      ...property('carrier', circuit.carrier),
      ...property('port', circuit.port),
      ...property('bandwidth', bandwidth(circuit.bandwidthMbps)),
      ...property('role', circuit.role),
      ...quotedProperty('line-code', circuit.lineCode),
      ...quotedProperty('location', circuit.location),
      ...property('redundant-to', circuit.redundantTo?.name),
      ...property('go-live', circuit.goLive),
      ...cloudProperties(circuit),
    ],
    circuit.path,
  );
}

export function vbrEntry(vbr: Vbr): Entry {
  const { healthCheck } = vbr;
  return block(
    heading('vbr', vbr, `on ${nameOf(vbr.circuit)}`),
    [
      ...property('vlan', vbr.vlan),
      ...peering('peering', vbr.peering),
      ...peering('peering6', vbr.peering6),
      ...property('rate-limit', bandwidth(vbr.rateLimitMbps)),
      ...property('mtu', vbr.mtu),
      ...toggle('site-link', vbr.siteLink, false),
      ...bgpEntries(vbr.bgp),
      ...bgpEntries(vbr.bgp6),
      ...routes(vbr.staticRoutes),
      ...list('announce', texts(vbr.networks)),
      ...list('uplink to', namesOf(vbr.uplinks)),
      ...(healthCheck === undefined
        ? []
        : [
            block(
              'health-check',
              [
                ...property('interval', duration(healthCheck.intervalMs)),
                ...property('threshold', healthCheck.threshold),
                ...property('source', healthCheck.sourceAddress?.text),
              ],
              healthCheck.path,
            ),
          ]),
      ...cloudProperties(vbr),
    ],
    vbr.path,
  );
}

function peering(keyword: string, addresses: Peering | undefined): Entry[] {
  if (addresses === undefined) return [];
  const { cloud, customer, subnet } = addresses;
  return [
    statement(`${keyword} ${cloud?.text ?? '0.0.0'}/${subnet?.length ?? ''} to ${customer?.text ?? '0.0.0'}`),
  ];
}

function bgpEntries(bgp: Bgp | undefined): Entry[] {
  if (bgp === undefined) return [];
  const inner = [
    ...property('peer-asn', bgp.peerAsn),
    ...property('local-asn', bgp.localAsn),
    ...secret('auth', bgp.auth),
    ...bfdEntries(bgp.bfd),
    ...property('route-limit', bgp.routeLimit),
    ...toggle('fake-asn', bgp.fakeAsn, false),
    ...bgp.peers.map((peer) => statement(`peer ${peer.name}`)),
  ];
  return [block(bgp.version === 4 ? 'bgp' : 'bgp6', inner, bgp.path)];
}

function bfdEntries(bfd: Bfd | undefined): Entry[] {
  if (bfd === undefined) return [];
  const { transmitMs, receiveMs, multiplier, hops } = bfd;
  const interval = bfdLimits.defaultIntervalMs.value;
  const isPlain =
    transmitMs === interval &&
    receiveMs === interval &&
    multiplier === bfdLimits.defaultMultiplier.value &&
    hops === undefined;
  if (isPlain) return [statement('bfd on')];
  return [
    block('bfd', [
      ...property('transmit', `${transmitMs} ms`),
      ...property('receive', `${receiveMs} ms`),
      ...property('multiplier', multiplier),
      ...property('hops', hops),
    ]),
  ];
}

export function failoverGroupEntry(group: FailoverGroup): Entry {
  return block(
    heading('failover-group', group),
    [
      ...(group.groupKind === 'ecr' ? [] : [statement(`kind ${group.groupKind}`)]),
      ...list('member', namesOf(group.members)),
      ...managed(group),
    ],
    group.path,
  );
}

export function qosEntry(policy: QosPolicy): Entry {
  return block(
    heading('qos', policy, `on ${namesOf(policy.circuits).join(', ') || 'unknown'}`),
    [
      ...policy.queues.map((queue) =>
        block(
          heading('queue', queue),
          [
            statement(`kind ${queue.queueKind}`),
            ...property('share', percentage(queue.percent)),
            ...queue.rules.map(qosRuleEntry),
            ...managed(queue),
          ],
          queue.path,
        ),
      ),
      ...managed(policy),
    ],
    policy.path,
  );
}

function qosRuleEntry(rule: QosRule): Entry {
  return block(
    heading('rule', rule),
    [
      ...property('priority', rule.priority),
      ...property('protocol', rule.protocol),
      ...list('source', texts(rule.sources)),
      ...list('destination', texts(rule.destinations)),
      ...property('source-port', rule.sourcePort),
      ...property('destination-port', rule.destinationPort),
      ...property('dscp', rule.dscp),
      ...property('remark', rule.remarkDscp),
      ...managed(rule),
    ],
    rule.path,
  );
}

import { expect, test } from 'vitest';
import { physicalPaths } from '../../src/analysis/paths.ts';
import { designFrom } from '../support/design.ts';
import { only } from './support.ts';

function pathsOf(text: string): readonly string[] {
  const { topology } = designFrom(text);
  return physicalPaths(topology, only(topology.sites)).map(
    ({ circuit, vbr, hub, router, accessPoint, carrier }) =>
      [router?.name, circuit.name, carrier, accessPoint, vbr.name, hub.name].join(' '),
  );
}

const circuits = `
  site dc { prefix 10.10.0.0/16 router cpe-1 router cpe-2 }
  circuit one from dc.cpe-1 to access-point ap-cn-shanghai-pd-D { carrier CT }
  circuit two from dc to access-point ap-cn-shanghai-nt-aligroup-C { carrier CU }`;

test('a path names router, circuit, carrier, access point, VBR and hub', () => {
  const text = `${circuits}
    vbr one-vbr on one { vlan 100 }
    vbr two-vbr on two { vlan 100 }
    ecr core { attach one-vbr, two-vbr }`;
  expect(pathsOf(text)).toEqual([
    'cpe-1 one CT ap-cn-shanghai-pd-D one-vbr core',
    ' two CU ap-cn-shanghai-nt-aligroup-C two-vbr core',
  ]);
});

test('a VBR with an uplink, or on a transit router, has its path without an ECR', () => {
  const text = `${circuits}
    vbr old on one { vlan 100 uplink to prod }
    vbr direct on two { vlan 100 }
    vpc prod in cn-shanghai { prefix 192.168.0.0/16 }
    cen backbone { transit-router tr in cn-shanghai { attach direct } }`;
  expect(pathsOf(text)).toEqual([
    'cpe-1 one CT ap-cn-shanghai-pd-D old prod',
    ' two CU ap-cn-shanghai-nt-aligroup-C direct tr',
  ]);
});

test('a circuit without a VBR and a VBR without a hub give no path', () => {
  expect(pathsOf(`${circuits} vbr idle on one { vlan 100 }`)).toEqual([]);
});

/** What an import can start from, as people see it. */

export type RootKind = 'cen' | 'ecr' | 'vbr';

export interface RootFacts {
  /** Of its ids. */
  readonly prefix: string;
  readonly title: string;
}

export const rootKinds: Readonly<Record<RootKind, RootFacts>> = {
  cen: { prefix: 'cen-', title: 'Cloud Enterprise Network' },
  ecr: { prefix: 'ecr-', title: 'Express Connect Router' },
  vbr: { prefix: 'vbr-', title: 'virtual border router' },
};

/** From what an import has written up to a text that plans: laid out, read back, and its errors answered. */
import type { Topology } from '../model/topology.ts';
import { hcnetText } from '../export/hcnet-text.ts';
import { buildDesign } from '../language/design.ts';
import { findingsOf } from '../language/findings.ts';
import type { PlacedFinding } from '../language/findings.ts';
import { createHcnetServices } from '../language/module.ts';
import { parseFile } from '../language/source-file.ts';
import { allRules } from '../rules/all.ts';

export interface ImportedDesign {
  readonly text: string;
  readonly topology: Topology;
  /** Rules that the network breaks as it is, by id. */
  readonly silenced: readonly string[];
}

export interface ImportedText {
  readonly uri: string;
  readonly head: readonly string[];
  readonly comments: ReadonlyMap<string, readonly string[]>;
}

/** The rest is what a fresh look at the text finds. */
export function importedDesign(written: Topology, { uri, head, comments }: ImportedText): ImportedDesign {
  const services = createHcnetServices();
  const read = (text: string) => {
    const design = buildDesign(services, [parseFile(services, uri, text)]);
    const findings = findingsOf(design, { rules: allRules });
    return { topology: design.topology, errors: findings.filter(({ severity }) => severity === 'error') };
  };
  const plain = hcnetText(written, { head, comments });
  const first = read(plain);
  if (first.errors.length === 0) return { text: plain, topology: first.topology, silenced: [] };
  const text = silence(plain, first.errors);
  return { text, topology: read(text).topology, silenced: idsOf(first.errors) };
}

/** It is so in the cloud, and works: a design with errors would not be planned. */
function silence(text: string, errors: readonly PlacedFinding[]): string {
  const byLine = Map.groupBy(errors, ({ range }) => range.startLine);
  return text
    .split('\n')
    .flatMap((line, number) => {
      const here = byLine.get(number);
      if (here === undefined) return [line];
      const space = /^ */.exec(line)?.[0] ?? '';
      return [`${space}// hcnet-ignore ${idsOf(here).join(', ')} because it is so in the cloud`, line];
    })
    .join('\n');
}

function idsOf(errors: readonly PlacedFinding[]): string[] {
  return [...new Set(errors.map(({ rule }) => rule.id))].sort();
}

import type { AstNode, ReferenceInfo } from 'langium';
import type { Design } from '../design.ts';
import type { Section } from '../source-file.ts';

export interface FollowedReference {
  readonly section: Section;
  readonly info: ReferenceInfo;
  readonly target: AstNode | undefined;
}

/** Every reference of a design, with what it leads to. */
export function* singleReferences({ files }: Design): Iterable<FollowedReference> {
  for (const { sections } of files) {
    for (const section of sections) {
      for (const info of section.syntax.references) {
        const { reference } = info;
        // The grammar has no references to several things at once, the other kind that Langium knows.
        if ('ref' in reference) yield { section, info, target: reference.ref };
      }
    }
  }
}

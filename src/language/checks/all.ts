import type { Check } from './check.ts';
import { syntaxErrors } from './hc001-syntax.ts';
import { unreadableCharacters } from './hc002-characters.ts';
import { duplicateNames } from './hc003-duplicate-names.ts';
import { repeatedProperties } from './hc004-repeated-properties.ts';
import { malformedLiterals } from './hc005-literals.ts';
import { unknownNames } from './hc006-unknown-names.ts';
import { ambiguousNames } from './hc007-ambiguous-names.ts';
import { unreadableImports } from './hc008-imports.ts';
import { importCircles } from './hc009-import-circles.ts';
import { secondNetwork } from './hc010-second-network.ts';
import { suppressions } from './hc011-suppressions.ts';

/** Sorted by id. */
export const allChecks: readonly Check[] = [
  syntaxErrors,
  unreadableCharacters,
  duplicateNames,
  repeatedProperties,
  malformedLiterals,
  unknownNames,
  ambiguousNames,
  unreadableImports,
  importCircles,
  secondNetwork,
  suppressions,
];

/** Those that a setting can turn off or weigh differently; what cannot be read is always an error. */
export const configurableChecks = allChecks.filter(
  (check) => check !== syntaxErrors && check !== unreadableCharacters,
);

/** What only people can do, resource by resource, and what waits for them. */
import type { ReadableStep } from './readable-plan.ts';
import { namesText, type Style } from './text-style.ts';

export function peopleLines(
  steps: readonly ReadableStep[],
  { emphasis, fileName }: Style,
): readonly string[] {
  const tasks = Map.groupBy(
    steps.filter(({ action }) => action === 'people'),
    ({ address }) => ownerOf(address),
  );
  const waiting = steps
    .filter(({ action, address }) => action === 'wait-external' && !tasks.has(address))
    .map(({ address }) => address);
  if (tasks.size === 0 && waiting.length === 0) return [];
  return [
    emphasis.strong('For people'),
    ...[...tasks].flatMap(([owner, own]) => [
      `  ${emphasis.careful('!')} ${owner}${placeText(own[0], fileName, emphasis.faint)}`,
      ...own.map(({ instruction = '' }, index) => `      ${index + 1}. ${instruction}`),
    ]),
    ...(waiting.length === 0
      ? []
      : [`  ${emphasis.faint(`Apply goes on afterwards with ${namesText(waiting, MOST_NAMES)}.`)}`]),
  ];
}

const MOST_NAMES = 6;

/** `circuit.one/people.1-apply` is about `circuit.one`. */
function ownerOf(address: string): string {
  return address.slice(0, address.lastIndexOf('/people.'));
}

function placeText(
  step: ReadableStep | undefined,
  fileName: Style['fileName'],
  faint: (text: string) => string,
): string {
  if (step === undefined) return '';
  const { title, source } = step;
  return `  ${faint(`${title}${source === undefined ? '' : `  ${fileName(source.uri)}:${source.line}`}`)}`;
}

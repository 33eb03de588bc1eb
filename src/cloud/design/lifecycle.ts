/** What the text asks of the engine for single resources: to protect them, to leave attributes of them alone. */
import type { Element, Guarded, Lifecycle } from '../../model/topology.ts';
import type { Kind, Wish } from '../kind.ts';

/** What holds for one resource: what is said of its element, when the resource is what the element stands for. */
export function lifecycleOf(wish: Wish): Lifecycle {
  if (wish.lifecycle !== undefined) return wish.lifecycle;
  const { element } = wish;
  return isGuarded(element) && wish.address === element.path ? element.lifecycle : unguarded;
}

/** Ignored attributes that no resource of the element has: a slip of the pen would leave nothing alone. */
export function unknownIgnores(
  wishes: readonly { readonly kind: Kind; readonly wish: Wish }[],
): readonly { readonly element: Element; readonly message: string }[] {
  const byElement = Map.groupBy(
    wishes.filter(({ wish }) => lifecycleOf(wish).ignore.length > 0),
    ({ wish }) => wish.element,
  );
  return [...byElement].flatMap(([element, own]) => {
    const known = new Set(own.flatMap(({ kind }) => attributesOf(kind)));
    const ignored = own.flatMap(({ wish }) => lifecycleOf(wish).ignore);
    return [...new Set(ignored)]
      .filter((name) => !known.has(name))
      .map((name) => ({
        element,
        message: `'${element.name}' ignores '${name}', and has no such attribute; it has ${[...known].sort().join(', ')}`,
      }));
  });
}

const unguarded: Lifecycle = { protect: false, ignore: [] };

function isGuarded(element: Element): element is Element & Guarded {
  return 'lifecycle' in element;
}

/** Those that a plan can show a difference of. */
function attributesOf(kind: Kind): readonly string[] {
  const compared = Object.entries(kind.properties).filter(
    ([, { wire, read }]) => wire !== undefined || typeof read === 'string',
  );
  const tags = kind.tags?.change === undefined ? [] : ['tags'];
  return [...compared.map(([name]) => name), ...tags];
}

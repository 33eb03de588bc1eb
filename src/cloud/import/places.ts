/**
 * Names and paths of what others refer to, given before anything is written up: a route names the transit router that
 * the VPC hangs on, and the other way round.
 */
import type { Ref } from '../../model/topology.ts';
import { nameFor, type Desk } from './desk.ts';
import type { Naming } from './names.ts';
import { fieldOf, keyOf, textIn, type Thing } from './thing.ts';

export interface Placed extends Naming {
  readonly path: string;
}

interface PlaceOptions {
  readonly parent?: (thing: Thing) => string;
  /** What it is called, where that is not its name. */
  readonly given?: (thing: Thing) => string | undefined;
}

export type Places = ReadonlyMap<string, Placed>;

export function placesFor(desk: Desk): Places {
  const places = new Map<string, Placed>();
  const place = (
    kind: string,
    word: string,
    otherwise: (thing: Thing) => string,
    { parent, given }: PlaceOptions = {},
  ) => {
    for (const thing of desk.things.of(kind)) {
      const naming = nameFor(desk, thing, {
        word,
        otherwise: otherwise(thing),
        given: given === undefined ? textIn(thing, 'name') : given(thing),
      });
      const above = parent?.(thing);
      const path = `${above === undefined ? '' : `${above}/`}${word}.${naming.name}`;
      places.set(keyOf(kind, thing.id), { ...naming, path });
      desk.origins.set(path, thing);
    }
  };
  place('ecr', 'ecr', () => 'ecr');
  place('cen', 'cen', () => 'cen');
  place('transit-router', 'transit-router', ({ region }) => `tr-${region}`, {
    parent: (router) => placeOf(places, 'cen', textIn(router, 'cen'))?.path ?? '',
  });
  place('vpc', 'vpc', () => 'vpc');
  place('physical-connection', 'circuit', () => 'circuit');
  place('hosted-connection', 'circuit', () => 'circuit', { given: ({ item }) => fieldOf(item, 'Name') });
  place('virtual-border-router', 'vbr', (vbr) => {
    const id = textIn(vbr, 'circuit');
    const circuit = placeOf(places, 'physical-connection', id) ??
      placeOf(places, 'hosted-connection', id) ?? { name: 'vbr' };
    return `${circuit.name}-vlan-${textIn(vbr, 'vlan') ?? '0'}`;
  });
  place('vpn-attachment', 'vpn', () => 'vpn');
  place('vpn-connection', 'vpn', () => 'vpn');
  place('endpoint-service', 'endpoint-service', () => 'own-service', {
    given: (service) => textIn(service, 'description'),
  });
  return places;
}

export function placeOf(places: Places, kind: string, id: string | undefined): Placed | undefined {
  return id === undefined ? undefined : places.get(keyOf(kind, id));
}

export function refTo<K extends Ref['of']>(of: K, placed: Placed): Ref<K> {
  return { of, name: placed.name, path: placed.path };
}

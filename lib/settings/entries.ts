import { isObject, join, own } from './shape.ts';

/** An object in a list, and where it stands. */
export interface Entry {
  readonly path: string;
  readonly value: object;
}

/** The objects of the list under a key; none where there is no list. */
export function entriesOf(settings: object, key: string, within = ''): Entry[] {
  const list = own(settings, key);
  if (!Array.isArray(list)) return [];
  const path = join(within, key);
  return Array.from(list, (value: unknown, index) => ({
    path: `${path}[${index}]`,
    value,
  })).filter((entry): entry is Entry => isObject(entry.value));
}

/** The object under a key, and where it stands; nothing where there is none. */
export function entryAt({ path, value }: Entry, key: string): Entry[] {
  const one = own(value, key);
  return isObject(one) ? [{ path: join(path, key), value: one }] : [];
}

/** The text under a key. */
export function textAt(value: object, key: string): string | undefined {
  const text = own(value, key);
  return typeof text === 'string' ? text : undefined;
}

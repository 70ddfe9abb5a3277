import { join, type Shape } from './shape.ts';

/**
 * The same form, which says of keys that are no settings here where they are.
 *
 * @param places - whole sentences, by key
 */
export function setElsewhere(shape: Shape, places: Readonly<Record<string, string>>): Shape {
  return (value, path) => {
    const fixes = new Map(Object.entries(places).map(([key, fix]) => [join(path, key), fix]));
    return shape(value, path).map((flaw) => ({ ...flaw, fix: fixes.get(flaw.path) ?? flaw.fix }));
  };
}

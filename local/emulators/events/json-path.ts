/** Reads `$.detail.items[0].id` in an event; undefined where it leads nowhere. Throws an Error for any other form. */
export function readJsonPath(path: string, event: unknown): unknown {
  if (!/^\$(\.[\w-]+|\[(\d+|'[^']*'|"[^"]*")\])*$/.test(path)) {
    throw new Error(`the path ${path} must be like $.detail.state or $.resources[0]`);
  }
  const steps = [...path.matchAll(/\.([\w-]+)|\[(\d+)\]|\[['"]([^'"]*)['"]\]/g)];
  return steps.reduce<unknown>((value, [, key, index, quoted]) => {
    const step = key ?? index ?? quoted ?? '';
    const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
    return isThere ? Reflect.get(value, step) : undefined;
  }, event);
}

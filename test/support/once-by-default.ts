/** Makes it once for all calls without arguments: a template is only read, and its synthesis is what such tests cost. */
export function onceByDefault<Argument, Made>(
  make: (argument?: Argument) => Made,
): (...argument: [] | [Argument]) => Made {
  const kept: Made[] = [];
  return (...argument) => {
    if (argument.length > 0) return make(...argument);
    const made = kept[0] ?? make();
    kept[0] = made;
    return made;
  };
}

/** What the work answers, or undefined where it throws: for foreign text and storages that may be forbidden. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

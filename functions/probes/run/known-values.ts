/** Texts known at deployment: themselves, or where they stand in the home region, for a prober in another one. */
export type DeployedValues = readonly string[] | { readonly parameter: string };

export interface KnownValuesOptions {
  /** The value of a parameter of Systems Manager in the home region. */
  readonly readParameter: (name: string) => Promise<string | undefined>;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  /** Told what Systems Manager says, while what was read before still does. */
  readonly report: (error: unknown) => void;
}

/** An address that has changed is probed after so long. */
const AGAIN_AFTER_MS = 300_000;

/** Tells the values: the same list as long as they are the same. */
export function createKnownValues(
  given: DeployedValues,
  { readParameter, nowMs, report }: KnownValuesOptions,
): () => Promise<readonly string[]> {
  if (!('parameter' in given)) return async () => given;
  const { parameter } = given;
  let known: { readonly text: string; readonly values: readonly string[] } | undefined;
  let nextMs = Number.NEGATIVE_INFINITY;
  const refresh = async () => {
    const text = await readParameter(parameter);
    if (text === undefined) throw new Error(`The parameter ${parameter} has no value`);
    if (known?.text !== text) known = { text, values: JSON.parse(text) as string[] }; // the construct wrote it
    nextMs = nowMs() + AGAIN_AFTER_MS;
    return known.values;
  };
  return async () => {
    if (known && nowMs() < nextMs) return known.values;
    try {
      return await refresh();
    } catch (error) {
      if (!known) throw error; // without an address there is nothing to probe
      report(error);
      return known.values;
    }
  };
}

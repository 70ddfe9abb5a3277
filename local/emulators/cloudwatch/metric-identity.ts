/** What tells one metric from another. */
export interface MetricIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
}

export type Dimensions = Readonly<Record<string, string>>;

/** One text for one metric, whatever the order of its dimensions. */
export function keyOfMetric({ namespace, name, dimensions }: MetricIdentity): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, ...sorted.flat()]);
}

/** Dimensions as CloudWatch's API and templates write them. */
export function toDimensions(
  list: readonly { readonly Name?: string; readonly Value?: string }[] | undefined,
): Dimensions {
  return Object.fromEntries((list ?? []).map(({ Name, Value }) => [String(Name), String(Value)]));
}

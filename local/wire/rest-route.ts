import type { OperationSchema } from './schema-codec.ts';

export interface FoundRoute {
  readonly operation: OperationSchema;
  /** The path's variable parts, decoded, by member name. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The operation that a method and path mean: of several that match, the one with the most fixed parts. */
export function findRoute(
  operations: Iterable<OperationSchema>,
  method: string,
  path: string,
): FoundRoute | undefined {
  const found = [...operations]
    .filter(({ http }) => http?.[0] === method)
    .map((operation) => ({ operation, match: patternOf(operation).exec(path) }))
    .filter(({ match }) => match !== null)
    .sort((left, right) => labelCount(left.operation) - labelCount(right.operation))[0];
  if (!found) return undefined;
  const labels = Object.entries(found.match?.groups ?? {}).map(([name, text]) => [
    name,
    decode(text),
  ]);
  return { operation: found.operation, labels: Object.fromEntries(labels) };
}

/** `/functions/{FunctionName}` as a regular expression; `{Name+}` takes slashes too. */
function patternOf({ http }: OperationSchema): RegExp {
  const template = (http?.[1] ?? '').split('?')[0] ?? '';
  const source = template
    .replace(/[.*^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
      return greedy ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`;
    });
  return new RegExp(`^${source.replace(/\/$/, '')}/?$`);
}

function labelCount({ http }: OperationSchema): number {
  return (http?.[1] ?? '').split('{').length;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

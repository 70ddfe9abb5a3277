import type { APIGatewayProxyEvent } from 'aws-lambda';
import { Problem } from './problem.ts';

type HeaderSource = Pick<APIGatewayProxyEvent, 'headers' | 'multiValueHeaders'>;

const UNPRINTABLE = /[^\t\x20-\x7e\x80-\xff]/;

/** One header, its name in any case, or undefined. Sent more than once it is refused: which one would count? */
export function headerOf(event: HeaderSource, name: string): string | undefined {
  const values = valuesOf(event, name.toLowerCase());
  if (values.length > 1) {
    throw new Problem(
      'malformed_request',
      `Send the header ${name} once, not ${values.length} times`,
    );
  }
  return values[0];
}

/** API Gateway fills both maps, other callers one of them or none. */
function valuesOf(event: HeaderSource, name: string): readonly string[] {
  const values = pairsOf(event.multiValueHeaders)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value);
  if (values.length > 0) return values.map(String);
  return pairsOf(event.headers)
    .filter(([key, value]) => key.toLowerCase() === name && value != null)
    .map(([, value]) => String(value));
}

function pairsOf<T>(headers: Readonly<Record<string, T>> | null | undefined): [string, T][] {
  return Object.entries(headers ?? {});
}

/** Refuses what no client sends by accident and what breaks logs and downstream calls. */
export function refuseHostileHeaders(event: HeaderSource): void {
  for (const [, values] of pairsOf(event.multiValueHeaders)) {
    for (const value of [values].flat()) refuseUnprintable(value);
  }
  for (const [, value] of pairsOf(event.headers)) refuseUnprintable(value);
}

function refuseUnprintable(value: unknown): void {
  if (value != null && UNPRINTABLE.test(String(value))) {
    throw new Problem('malformed_request', 'A header holds a control or non-Latin-1 character');
  }
}

import type { APIGatewayProxyEvent } from 'aws-lambda';

/**
 * Whether the caller already has what `etag` names. Takes `*`, lists, several headers, weak tags, and tags without
 * quotes, as OFREP's own example writes them.
 */
export function ifNoneMatch(
  { headers, multiValueHeaders }: Pick<APIGatewayProxyEvent, 'headers' | 'multiValueHeaders'>,
  etag: string,
): boolean {
  const sent = [...Object.entries(multiValueHeaders ?? {}), ...Object.entries(headers ?? {})]
    .filter(([name]) => name.toLowerCase() === 'if-none-match')
    .flatMap(([, value]) => value ?? []);
  const tags = sent.flatMap((value) => String(value).split(',')).map((tag) => tag.trim());
  return tags.includes('*') || tags.map(opaqueOf).includes(opaqueOf(etag));
}

/** Our own tags hold no comma and no quote. */
function opaqueOf(tag: string): string {
  return tag.replace(/^W\//, '').replace(/^"(.*)"$/, '$1');
}

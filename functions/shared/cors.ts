import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Headers } from './http.ts';

/**
 * The headers that let a page of an allowed origin read the answer. Not access control: other clients just ignore it.
 *
 * @param allowedOrigins - `https://shop.example`, or `*` for every origin
 */
export function corsHeaders(
  event: APIGatewayProxyEvent,
  allowedOrigins: readonly string[],
  exposedHeaders: readonly string[] = [],
): Headers {
  const origin = originOf(event);
  const always = { vary: 'Origin' };
  if (!origin || !isAllowed(origin, allowedOrigins)) return always;
  return {
    ...always,
    'access-control-allow-origin': origin,
    ...(exposedHeaders.length > 0 && {
      'access-control-expose-headers': exposedHeaders.join(', '),
    }),
  };
}

/** Not `headerOf`: this runs before the request is judged, and must not throw. */
function originOf(event: APIGatewayProxyEvent): string | undefined {
  const name = Object.keys(event.headers ?? {}).find((key) => key.toLowerCase() === 'origin');
  return name === undefined ? undefined : event.headers[name];
}

function isAllowed(origin: string, allowedOrigins: readonly string[]): boolean {
  return allowedOrigins.includes('*') || allowedOrigins.includes(origin);
}

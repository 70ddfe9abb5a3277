import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Headers } from './http.ts';

/** Without an allowed origin too: a cache must not give one page the answer for another. */
const VARIES = { vary: 'Origin' };

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
  const origin = allowedOrigin(event, allowedOrigins);
  if (origin === undefined) return VARIES;
  return {
    ...VARIES,
    'access-control-allow-origin': origin,
    ...(exposedHeaders.length > 0 && {
      'access-control-expose-headers': exposedHeaders.join(', '),
    }),
  };
}

/** Never what was sent, unless it is in our own list: a hostile header must not become one of ours. */
function allowedOrigin(
  event: APIGatewayProxyEvent,
  allowedOrigins: readonly string[],
): string | undefined {
  if (allowedOrigins.includes('*')) return '*';
  const origin = originOf(event);
  return allowedOrigins.find((allowed) => allowed === origin);
}

/** Not `headerOf`: this runs before the request is judged, and must not throw. */
function originOf(event: APIGatewayProxyEvent): string | undefined {
  const name = Object.keys(event.headers ?? {}).find((key) => key.toLowerCase() === 'origin');
  return name === undefined ? undefined : event.headers[name];
}

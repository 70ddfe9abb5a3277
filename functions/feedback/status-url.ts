import type { APIGatewayProxyEvent } from 'aws-lambda';

const HOST = /^[a-z0-9.-]+(:\d{1,5})?$/i;

/**
 * Where the reporter can look after feedback: the address that it was posted to, with its id and, after `#`, its secret.
 * What follows `#` is never sent to a server, and so is in no log.
 */
export function statusUrl(event: APIGatewayProxyEvent, id: string, secret: string): string {
  const { domainName = '', path } = event.requestContext;
  // The gateway finds the API by this header, so that it names nobody else's; on a laptop it has the port.
  const host = headerAnyhow(event, 'host') ?? '';
  const protocol = headerAnyhow(event, 'x-forwarded-proto') === 'http' ? 'http' : 'https';
  const origin = `${protocol}://${HOST.test(host) ? host : domainName}`;
  return `${origin}${path.replace(/\/+$/, '')}/${id}#${secret}`;
}

function headerAnyhow({ headers }: APIGatewayProxyEvent, name: string): string | undefined {
  const key = Object.keys(headers ?? {}).find((each) => each.toLowerCase() === name);
  return key === undefined ? undefined : headers[key];
}

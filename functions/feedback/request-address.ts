import type { APIGatewayProxyEvent } from 'aws-lambda';

const HOST = /^[a-z0-9.-]+(:\d{1,5})?$/i;

/** The address that was asked, as its caller wrote it: without query, and without a slash at the end. */
export function requestAddress(event: APIGatewayProxyEvent): string {
  const { domainName = '', path } = event.requestContext;
  // The gateway finds the API by this header, so that it names nobody else's; on a laptop it has the port.
  const host = headerAnyhow(event, 'host') ?? '';
  const protocol = headerAnyhow(event, 'x-forwarded-proto') === 'http' ? 'http' : 'https';
  return `${protocol}://${HOST.test(host) ? host : domainName}${path.replace(/\/+$/, '')}`;
}

function headerAnyhow({ headers }: APIGatewayProxyEvent, name: string): string | undefined {
  const key = Object.keys(headers ?? {}).find((each) => each.toLowerCase() === name);
  return key === undefined ? undefined : headers[key];
}

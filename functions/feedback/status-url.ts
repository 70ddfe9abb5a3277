import type { APIGatewayProxyEvent } from 'aws-lambda';
import { requestAddress } from './request-address.ts';

/**
 * Where the reporter can look after feedback: the address that it was posted to, with its id and, after `#`, its secret.
 * What follows `#` is never sent to a server, and so is in no log.
 */
export function statusUrl(event: APIGatewayProxyEvent, id: string, secret: string): string {
  return `${requestAddress(event)}/${id}#${secret}`;
}

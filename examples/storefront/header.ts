import type { APIGatewayProxyEvent } from 'aws-lambda';

/** One header of a request, its name in any case. */
export function headerOf(event: APIGatewayProxyEvent, name: string): string | undefined {
  const found = Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return found?.[1];
}

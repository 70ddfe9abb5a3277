import { type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import type { ClientConfig } from './cloud.ts';
import { startTarget } from './target.ts';

/** What happens to one request on its way. */
export type Mishap =
  /** It is carried out, and nobody hears of it. */
  | { readonly kind: 'answer lost' }
  /** DynamoDB refuses it by this error. */
  | { readonly kind: 'refused'; readonly error: string }
  /** Something else happens just before it arrives. */
  | { readonly kind: 'overtaken'; readonly by: () => Promise<unknown> };

/** A line to DynamoDB on which things go wrong when they are told to. */
export interface DynamoLine {
  readonly client: DynamoDBDocumentClient;
  /** What befalls the next requests of this operation, one after the other. */
  befall(operation: string, ...mishaps: readonly Mishap[]): void;
  /** Ends the client; `closeTargets` ends the line. */
  stop(): void;
}

/** @param maxAttempts - of the client, as `createDynamoClient` has them */
export async function startDynamoLine(to: ClientConfig, maxAttempts = 3): Promise<DynamoLine> {
  const awaited = new Map<string, Mishap[]>();
  const { url } = await startTarget((request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    void pass(request, response, to.endpoint, awaited.get(operation)?.shift());
  });
  const raw = new DynamoDBClient({ ...to, endpoint: url, maxAttempts });
  return {
    client: documentsOver(raw),
    befall(operation, ...mishaps) {
      awaited.set(operation, [...(awaited.get(operation) ?? []), ...mishaps]);
    },
    stop: () => raw.destroy(),
  };
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: string,
  mishap: Mishap | undefined,
): Promise<void> {
  const body = Buffer.concat(await request.toArray());
  if (mishap?.kind === 'refused') {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${mishap.error}` }));
    return;
  }
  if (mishap?.kind === 'overtaken') await mishap.by();
  // The headers as they came, `host` too: they are signed.
  const { method, headers } = request;
  const onwards = send(endpoint, { method, headers }, (answer) => {
    if (mishap?.kind === 'answer lost') {
      answer.resume().on('end', () => request.socket.destroy());
      return;
    }
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  onwards.end(body);
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HttpResponse } from '@smithy/core/protocols';
import { pack } from '../../functions/toggles/store/packed-document.ts';
import type { ToggleDocument } from '../../functions/toggles/toggle-document.ts';

/** An answer of DynamoDB, as it comes over the wire. */
type Item = Readonly<Record<string, object>>;

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * The SDK's client over a table that holds one document and no kill. Requests are signed, written and read as ever; only
 * the network is left out. Writes are taken and forgotten.
 */
export function clientOver(document: ToggleDocument): DynamoDBClient {
  const items = itemsOf(document);
  return new DynamoDBClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    requestHandler: { handle: async (request: Request) => ({ response: answer(items, request) }) },
  });
}

function itemsOf(document: ToggleDocument): ReadonlyMap<string, Item> {
  const { gzip, sha256, bucketing } = pack(document);
  const docVersion = { N: '1' };
  return new Map<string, Item>([
    ['HEAD', { docVersion, killVersion: { N: '0' }, kills: { M: {} } }],
    [
      'DOC',
      {
        docVersion,
        gzip: { B: Buffer.from(gzip).toString('base64') },
        sha256: { S: sha256 },
        bucketing: { S: bucketing },
      },
    ],
  ]);
}

function answer(items: ReadonlyMap<string, Item>, { headers, body }: Request): HttpResponse {
  const operation = headers['x-amz-target']?.split('.')[1];
  const pk: string | undefined = JSON.parse(Buffer.from(body).toString()).Key?.pk?.S;
  const found = operation === 'GetItem' ? { Item: items.get(pk ?? '') } : {};
  return new HttpResponse({
    statusCode: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: new Blob([JSON.stringify(found)]).stream(),
  });
}

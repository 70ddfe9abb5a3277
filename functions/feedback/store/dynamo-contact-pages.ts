import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../../shared/dynamo.ts';
import { Problem } from '../../shared/problem.ts';
import type { ContactPages } from '../edits/erase-email.ts';
import { CONTACT, type ContactItem, partitionOf } from './feedback-items.ts';

const PLACE = /^[A-Za-z0-9_-]{1,400}$/;

/** Scans the table, expired items too: what TTL has not deleted yet is there to be erased. */
export class DynamoContactPages implements ContactPages {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;

  constructor(client: DynamoDBDocumentClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
  }

  async page(after?: string): ReturnType<ContactPages['page']> {
    const scan = new ScanCommand({
      TableName: this.#tableName,
      ConsistentRead: true,
      FilterExpression: 'sk = :contact',
      ProjectionExpression: 'pk, email',
      ExpressionAttributeValues: { ':contact': CONTACT },
      ...(after !== undefined && { ExclusiveStartKey: keyOf(after) }),
    });
    const { Items = [], LastEvaluatedKey } = await dynamo(this.#client.send(scan));
    const contacts = (Items as Pick<ContactItem, 'pk' | 'email'>[]).map(({ pk, email }) => ({
      id: pk.slice(partitionOf('').length),
      email,
    }));
    return { contacts, ...(LastEvaluatedKey && { next: placeOf(LastEvaluatedKey) }) };
  }
}

function placeOf({ pk, sk }: Record<string, unknown>): string {
  return Buffer.from(`${pk}\n${sk}`).toString('base64url');
}

function keyOf(place: string) {
  const text = PLACE.test(place) ? Buffer.from(place, 'base64url').toString('utf8') : '';
  const [pk, sk, ...rest] = text.split('\n');
  if (pk && sk && rest.length === 0) return { pk, sk };
  throw new Problem('malformed_request', 'No cursor: send what the answer before gave as next');
}

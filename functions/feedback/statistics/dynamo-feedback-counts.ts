import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { NowMs } from '../../shared/clock.ts';
import { dynamo } from '../../shared/dynamo.ts';
import { hoursBetween } from './count-hours.ts';
import type { FeedbackCount, FeedbackCounts } from './feedback-counts.ts';

/** Each hour is a partition of its own: as many are asked for at once. */
const AT_ONCE = 24;

/** The sort key of what counts whatever the toggles were. */
const ALL = '*';

interface CountItem {
  readonly sk: string;
  readonly total?: number;
  readonly negative?: number;
  readonly expiresAtEpochSeconds?: number;
}

/** Reads the counts in the feedback table: `COUNT#<hour>` / `<release>#<toggle>:<variant>` or `<release>#*`. */
export class DynamoFeedbackCounts implements FeedbackCounts {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;
  readonly #now: NowMs;

  constructor(client: DynamoDBDocumentClient, tableName: string, now: NowMs) {
    this.#client = client;
    this.#tableName = tableName;
    this.#now = now;
  }

  async read(from: string, to: string): Promise<readonly FeedbackCount[]> {
    const hours = hoursBetween(from, to);
    const counts: (readonly FeedbackCount[])[][] = [];
    for (let at = 0; at < hours.length; at += AT_ONCE) {
      const some = hours.slice(at, at + AT_ONCE).map((hour) => dynamo(this.#ofHour(hour)));
      counts.push(await Promise.all(some));
    }
    return counts.flat(2); // a call takes no more arguments than the stack has room for
  }

  async #ofHour(hour: string): Promise<readonly FeedbackCount[]> {
    const query = {
      TableName: this.#tableName,
      KeyConditionExpression: 'pk = :hour',
      ExpressionAttributeValues: { ':hour': `COUNT#${hour}` },
    };
    const nowSeconds = this.#now() / 1000;
    const counts: FeedbackCount[] = [];
    for await (const { Items = [] } of paginateQuery({ client: this.#client }, query)) {
      for (const item of Items as CountItem[]) {
        if ((item.expiresAtEpochSeconds ?? Number.POSITIVE_INFINITY) > nowSeconds) {
          counts.push(countOf(hour, item));
        }
      }
    }
    return counts;
  }
}

/** No name holds `#`, `:` or `*`. */
function countOf(hour: string, { sk, total = 0, negative = 0 }: CountItem): FeedbackCount {
  const [release = '', rest = ALL] = sk.split('#');
  const [toggle = '', variant = ''] = rest.split(':');
  return { hour, release, ...(rest !== ALL && { served: { toggle, variant } }), total, negative };
}

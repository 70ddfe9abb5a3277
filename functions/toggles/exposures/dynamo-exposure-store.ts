import { type DynamoDBDocumentClient, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { NowMs } from '../../shared/clock.ts';
import { dynamo } from '../../shared/dynamo.ts';
import { CountsNotStored } from './counts-not-stored.ts';
import { exposureHour } from './exposure-hour.ts';
import {
  type EventCount,
  EXPOSURE_DAYS,
  type ExposureCount,
  type ExposureStore,
  type Hours,
} from './exposure-store.ts';
import { mergeExposures } from './merge-exposures.ts';
import { type Tally, talliesOf, tallyEvents, tallyExposures } from './tally.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** An update takes an expression of 4 kB and 300 operations: `#199 :199, ` of each count stays under both. */
const COUNTS_PER_UPDATE = 200;

/** A container writes to one of so many items an hour, so that a thousand containers do not queue for one. */
const SHARDS = 8;

/** Counts in a table of their own: an item for a day, hour, release and shard, with an attribute for each count. */
export class DynamoExposureStore implements ExposureStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;
  readonly #now: NowMs;
  readonly #shard: number;

  /** @param chance - 0 up to 1, as of `Math.random()`: which shard this container writes to. @default 0 */
  constructor(client: DynamoDBDocumentClient, tableName: string, now: NowMs, chance = 0) {
    this.#client = client;
    this.#tableName = tableName;
    this.#now = now;
    this.#shard = Math.floor(chance * SHARDS);
  }

  async add(
    exposures: readonly ExposureCount[],
    events: readonly EventCount[] = [],
  ): Promise<void> {
    const batches = batchesOf(talliesOf(exposures, events));
    const outcomes = await Promise.allSettled(batches.map((batch) => this.#update(batch)));
    const lost = batches.filter((_, index) => outcomes[index]?.status === 'rejected').flat();
    if (lost.length === 0) return;
    const cause = outcomes.find((outcome) => outcome.status === 'rejected')?.reason;
    throw new CountsNotStored(tallyExposures(lost), tallyEvents(lost), { cause });
  }

  async read({ key, ...hours }: Hours & { key?: string }): Promise<readonly ExposureCount[]> {
    const exposures = tallyExposures(await this.#tallies(hours));
    return mergeExposures(exposures.filter((entry) => key === undefined || entry.key === key));
  }

  async readEvents(hours: Hours): Promise<readonly EventCount[]> {
    return tallyEvents(await this.#tallies(hours));
  }

  /** Adds at the top level of the item: there no attribute has to be made first. */
  async #update(batch: readonly Tally[]): Promise<void> {
    const [{ hour, release } = { hour: '', release: '' }] = batch;
    const adds = batch.map((_, index) => `#${index} :${index}`);
    const expiresAt = (Date.parse(`${hour}:00Z`) + HOUR_MS + EXPOSURE_DAYS * DAY_MS) / 1000;
    await dynamo(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#tableName,
          Key: { pk: hour.slice(0, 10), sk: `${hour.slice(11)}#${release}#${this.#shard}` },
          UpdateExpression: `SET expiresAtEpochSeconds = :expiry ADD ${adds.join(', ')}`,
          ExpressionAttributeNames: numbered('#', batch, ({ name }) => name),
          ExpressionAttributeValues: {
            ':expiry': expiresAt,
            ...numbered(':', batch, ({ amount }) => amount),
          },
        }),
      ),
    );
  }

  async #tallies(hours: Hours): Promise<readonly Tally[]> {
    const oldest = exposureHour(this.#now() - EXPOSURE_DAYS * DAY_MS);
    const newest = exposureHour(this.#now() + DAY_MS); // a container's clock may be ahead
    const [, from = oldest] = [hours.from, oldest].sort();
    const [to = newest] = [hours.to, newest].sort();
    if (from > to) return [];
    const days = await Promise.all(
      daysBetween(from, to).map((day) => dynamo(this.#talliesOfDay(day, { from, to }))),
    );
    return days.flat();
  }

  async #talliesOfDay(day: string, { from, to }: Hours): Promise<readonly Tally[]> {
    const input = {
      TableName: this.#tableName,
      KeyConditionExpression: 'pk = :day AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':day': day,
        ':first': from.startsWith(day) ? from.slice(11) : '00',
        ':last': `${to.startsWith(day) ? to.slice(11) : '23'}$`, // `$` comes right after `#`
      },
    };
    const tallies: Tally[] = [];
    for await (const { Items = [] } of paginateQuery({ client: this.#client }, input)) {
      for (const item of Items) tallies.push(...talliesOfItem(item));
    }
    return tallies;
  }
}

/** Of one item each. */
function batchesOf(tallies: readonly Tally[]): readonly (readonly Tally[])[] {
  const items = new Map<string, Tally[]>();
  for (const tally of tallies) {
    const name = `${tally.hour}#${tally.release}`;
    const item = items.get(name) ?? [];
    item.push(tally);
    items.set(name, item);
  }
  return [...items.values()].flatMap((item) =>
    Array.from({ length: Math.ceil(item.length / COUNTS_PER_UPDATE) }, (_, index) =>
      item.slice(index * COUNTS_PER_UPDATE, (index + 1) * COUNTS_PER_UPDATE),
    ),
  );
}

function numbered<Value>(
  sign: '#' | ':',
  batch: readonly Tally[],
  read: (tally: Tally) => Value,
): Record<string, Value> {
  return Object.fromEntries(batch.map((tally, index) => [`${sign}${index}`, read(tally)]));
}

function talliesOfItem({ pk, sk, ...attributes }: Record<string, unknown>): readonly Tally[] {
  const [hourOfDay = '', ...parts] = String(sk).split('#');
  const release = parts.slice(0, -1).join('#');
  return Object.entries(attributes)
    .filter(([name]) => name.includes(':'))
    .map(([name, amount]) => ({
      hour: `${pk}T${hourOfDay}`,
      release,
      name,
      amount: Number(amount),
    }));
}

function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  const last = Date.parse(`${to.slice(0, 10)}T00:00Z`);
  for (let at = Date.parse(`${from.slice(0, 10)}T00:00Z`); at <= last; at += DAY_MS) {
    days.push(exposureHour(at).slice(0, 10));
  }
  return days;
}

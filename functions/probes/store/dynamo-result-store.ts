import {
  type DynamoDBDocumentClient,
  PutCommand,
  paginateQuery,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { NowMs } from '../../shared/clock.ts';
import { dynamo } from '../../shared/dynamo.ts';
import { isoDate } from '../../shared/iso-date.ts';
import { packed, unpacked } from '../../shared/packed.ts';
import type { ProbeResult } from '../targets/probe-result.ts';
import { NO_FIGURES, plus } from './figures.ts';
import type { DayFigures, Figures, ResultStore, RunPart } from './probe-store.ts';
import { DAY_MS, DAYS_KEPT, expiryOf, RESULTS_KEPT_MS } from './retention.ts';
import { splitResults } from './split-results.ts';

const HOUR_MS = 3_600_000;

/** Names of the attributes of a day that hold the figures of an hour: `h00` to `h23`. */
const IS_HOUR = /^h\d\d$/;

/** An item for what became known at one moment, below its hour; an item for a day of a probe, with an attribute an hour. */
export class DynamoResultStore implements ResultStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;
  readonly #now: NowMs;

  constructor(client: DynamoDBDocumentClient, tableName: string, now: NowMs) {
    this.#client = client;
    this.#tableName = tableName;
    this.#now = now;
  }

  async keep({ at, group, region, results }: RunPart): Promise<void> {
    const expiresAtEpochSeconds = expiryOf(new Date(at), RESULTS_KEPT_MS);
    const pk = runKey(at);
    const puts = splitResults(results).map((list, index) => {
      const sk = `${at}#${group}#${region}#${index}`;
      const Item = { pk, sk, at, group, region, results: packed(list), expiresAtEpochSeconds };
      return this.#client.send(new PutCommand({ TableName: this.#tableName, Item }));
    });
    await dynamo(Promise.all(puts));
  }

  async *partsBetween(from: Date, to: Date): AsyncIterable<RunPart> {
    const oldestMs = Math.max(from.getTime(), this.#now() - RESULTS_KEPT_MS);
    for (let hourMs = hourOf(oldestMs); hourMs < to.getTime(); hourMs += HOUR_MS) {
      const pages = this.#pages({
        KeyConditionExpression: 'pk = :hour AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':hour': runKey(new Date(hourMs).toISOString()),
          ':from': new Date(oldestMs).toISOString(),
          ':to': to.toISOString(), // `#` follows the moment in a key: what was kept at `to` comes after it
        },
      });
      for await (const item of pages) yield partOf(item);
    }
  }

  async keepHour(probe: string, hour: Date, figures: Figures): Promise<void> {
    const day = isoDate(hour.getTime());
    await dynamo(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#tableName,
          Key: { pk: dayKey(probe), sk: day },
          // At the top level of the item: there no attribute has to be made first.
          UpdateExpression: 'SET #hour = :figures, expiresAtEpochSeconds = :expiry',
          ExpressionAttributeNames: { '#hour': `h${hour.toISOString().slice(11, 13)}` },
          ExpressionAttributeValues: {
            ':figures': figures,
            ':expiry': expiryOf(new Date(day), (DAYS_KEPT + 1) * DAY_MS),
          },
        }),
      ),
    );
  }

  async days(probe: string): Promise<readonly DayFigures[]> {
    const days: DayFigures[] = [];
    const pages = this.#pages({
      KeyConditionExpression: 'pk = :probe AND sk >= :oldest',
      ExpressionAttributeValues: {
        ':probe': dayKey(probe),
        ':oldest': isoDate(this.#now() - (DAYS_KEPT - 1) * DAY_MS),
      },
    });
    for await (const { sk, ...item } of pages) {
      const hours = Object.entries(item).filter(([name]) => IS_HOUR.test(name));
      const figures = hours.map(([, hour]) => hour as Figures).reduce(plus, NO_FIGURES);
      days.push({ day: String(sk), ...figures });
    }
    return days;
  }

  async *#pages(query: {
    readonly KeyConditionExpression: string;
    readonly ExpressionAttributeValues: Readonly<Record<string, string>>;
  }): AsyncIterable<Record<string, unknown>> {
    const input = { TableName: this.#tableName, ...query };
    const pages = paginateQuery({ client: this.#client }, input)[Symbol.asyncIterator]();
    for (let page = await dynamo(pages.next()); !page.done; page = await dynamo(pages.next())) {
      yield* page.value.Items ?? [];
    }
  }
}

function partOf(item: Record<string, unknown>): RunPart {
  const { at, group, region } = item as Pick<RunPart, 'at' | 'group' | 'region'>;
  const results = unpacked(item['results'] as Uint8Array) as readonly ProbeResult[];
  return { at, group, region, results };
}

function hourOf(epochMs: number): number {
  return Math.floor(epochMs / HOUR_MS) * HOUR_MS;
}

function runKey(at: string): string {
  return `RUN#${at.slice(0, '2026-11-23T09'.length)}`;
}

function dayKey(probe: string): string {
  return `DAY#${probe}`;
}

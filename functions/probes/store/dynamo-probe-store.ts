import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { NowMs } from '../../shared/clock.ts';
import { dynamo } from '../../shared/dynamo.ts';
import { packed, unpacked } from '../../shared/packed.ts';
import { DynamoBeatStore } from './dynamo-beat-store.ts';
import { DynamoLeaseStore } from './dynamo-lease-store.ts';
import { DynamoResultStore } from './dynamo-result-store.ts';
import type {
  Beat,
  DayFigures,
  Figures,
  Lease,
  ProbeStore,
  PublishedConfig,
  RunPart,
} from './probe-store.ts';

const CONFIG = 'CONFIG';

/** One table of a stage, in its home region; items expire by `expiresAtEpochSeconds`. */
export class DynamoProbeStore implements ProbeStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;
  readonly #results: DynamoResultStore;
  readonly #leases: DynamoLeaseStore;
  readonly #beats: DynamoBeatStore;

  constructor(client: DynamoDBDocumentClient, tableName: string, now: NowMs) {
    this.#client = client;
    this.#tableName = tableName;
    this.#results = new DynamoResultStore(client, tableName, now);
    this.#leases = new DynamoLeaseStore(client, tableName);
    this.#beats = new DynamoBeatStore(client, tableName, now);
  }

  keep(part: RunPart): Promise<void> {
    return this.#results.keep(part);
  }

  partsBetween(from: Date, to: Date): AsyncIterable<RunPart> {
    return this.#results.partsBetween(from, to);
  }

  keepHour(probe: string, hour: Date, figures: Figures): Promise<void> {
    return this.#results.keepHour(probe, hour, figures);
  }

  days(probe: string): Promise<readonly DayFigures[]> {
    return this.#results.days(probe);
  }

  lease(lease: Lease): Promise<boolean> {
    return this.#leases.lease(lease);
  }

  giveBack(lease: Lease): Promise<void> {
    return this.#leases.giveBack(lease);
  }

  keepBeat(heartbeat: string, beat: Beat): Promise<void> {
    return this.#beats.keepBeat(heartbeat, beat);
  }

  beats(heartbeats: readonly string[]): Promise<ReadonlyMap<string, Beat>> {
    return this.#beats.beats(heartbeats);
  }

  waitingSince(heartbeats: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    return this.#beats.waitingSince(heartbeats);
  }

  async publish(config: PublishedConfig): Promise<void> {
    const Item = { pk: CONFIG, sk: config.region, config: packed(config) };
    await dynamo(this.#client.send(new PutCommand({ TableName: this.#tableName, Item })));
  }

  async published(region: string): Promise<PublishedConfig | undefined> {
    const Key = { pk: CONFIG, sk: region };
    const { Item } = await dynamo(
      this.#client.send(new GetCommand({ TableName: this.#tableName, Key })),
    );
    return Item && (unpacked(Item['config'] as Uint8Array) as PublishedConfig);
  }
}

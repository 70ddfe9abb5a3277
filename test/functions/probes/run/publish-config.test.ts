import { createPublishConfig } from '../../../../functions/probes/run/publish-config.ts';
import { MemoryProbeStore } from '../../../../functions/probes/store/memory-probe-store.ts';
import type { PublishedConfig } from '../../../../functions/probes/store/probe-store.ts';

const REGION = 'eu-central-1';
const NEW: PublishedConfig = { targets: [], maintenance: [], region: REGION, allowPrivate: [] };
const OLD: PublishedConfig = { ...NEW, allowPrivate: ['10.0.3.0/24'] };

class CountingStore extends MemoryProbeStore {
  writes = 0;
  reads = 0;
  isBroken = false;

  override publish(config: PublishedConfig): Promise<void> {
    this.writes++;
    return super.publish(config);
  }

  override published(region: string): Promise<PublishedConfig | undefined> {
    this.reads++;
    if (this.isBroken) return Promise.reject(new Error('no answer'));
    return super.published(region);
  }
}

let nowMs: number;
let store: CountingStore;
let reported: unknown[];
beforeEach(() => {
  nowMs = 5;
  store = new CountingStore(() => 0);
  reported = [];
});

function publisher(config: PublishedConfig) {
  const report = (error: unknown) => reported.push(error);
  return createPublishConfig({ store, config, nowMs: () => nowMs, report });
}

test('publishes what is new, and reads no more than once an hour', async () => {
  const publish = publisher(NEW);
  await publish();
  await publish();
  expect(await store.published(REGION)).toEqual(NEW);
  expect([store.writes, store.reads]).toEqual([1, 2]);
});

test('writes nothing where it stands there already', async () => {
  await store.publish(NEW);
  await publisher(NEW)();
  expect(store.writes).toBe(1);
});

test('after a rollback the older one is published again within an hour', async () => {
  const [older, newer] = [publisher(OLD), publisher(NEW)];
  await older();
  await newer();
  nowMs += 3_599_999;
  await older();
  expect(await store.published(REGION)).toEqual(NEW);
  nowMs += 1;
  await older();
  expect(await store.published(REGION)).toEqual(OLD);
});

test('what fails is reported, and tried again in the next run', async () => {
  const publish = publisher(NEW);
  store.isBroken = true;
  await publish();
  store.isBroken = false;
  expect(reported).toEqual([new Error('no answer')]);
  await publish();
  expect(await store.published(REGION)).toEqual(NEW);
});

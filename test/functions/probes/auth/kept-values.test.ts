import { type Fetched, KeptValues } from '../../../../functions/probes/auth/kept-values.ts';

const FIVE_MINUTES_MS = 300_000;

let nowMs = 0;
let fetches = 0;
let values: KeptValues<string>;

beforeEach(() => {
  nowMs = Date.parse('2026-11-23T09:00:00Z');
  fetches = 0;
  values = new KeptValues(() => nowMs);
});

async function fetch(): Promise<Fetched<string>> {
  fetches += 1;
  return { value: `value ${fetches}`, lifetimeMs: FIVE_MINUTES_MS };
}

async function fail(): Promise<never> {
  fetches += 1;
  throw new Error('not today');
}

test('a value is fetched once for as long as it holds', async () => {
  await values.get('key', fetch);
  nowMs += FIVE_MINUTES_MS - 1;
  expect(await values.get('key', fetch)).toBe('value 1');
  nowMs += 1;
  expect(await values.get('key', fetch)).toBe('value 2');
});

test('those who ask at the same time share one call', async () => {
  const asked = [1, 2, 3].map(() => values.get('key', fetch));
  expect(await Promise.all(asked)).toEqual(['value 1', 'value 1', 'value 1']);
});

test('each key has a value of its own', async () => {
  await values.get('one', fetch);
  expect(await values.get('other', fetch)).toBe('value 2');
});

test('a call that failed is made again after ten seconds, not for each who asks until then', async () => {
  await expect(values.get('key', fail)).rejects.toThrow('not today');
  nowMs += 9_999;
  await expect(values.get('key', fetch)).rejects.toThrow('not today');
  expect(fetches).toBe(1);
  nowMs += 1;
  expect(await values.get('key', fetch)).toBe('value 2');
});

test('what was refused is fetched again', async () => {
  await values.get('key', fetch);
  nowMs += 10_000;
  values.forget('key');
  expect(await values.get('key', fetch)).toBe('value 2');
});

test('what was fetched just now is not fetched again because it was refused', async () => {
  await values.get('key', fetch);
  nowMs += 9_999;
  values.forget('key');
  expect(await values.get('key', fetch)).toBe('value 1');
});

test('a clock that is put back does not keep a value for longer', async () => {
  await values.get('key', fetch);
  nowMs -= FIVE_MINUTES_MS;
  expect(await values.get('key', fetch)).toBe('value 2');
});

import { LIFETIME_MS, MAX_LETTERS } from '../../../web/widget/letter.ts';
import type { Outcome } from '../../../web/widget/outcome.ts';
import { ENDPOINT, LATER, SENT, World } from '../../support/outbox-world.ts';

test('what gets through is sent once, and nothing of it stays', async () => {
  const world = new World();
  expect(await world.tab().send('k', 'words')).toEqual(SENT);
  await world.tab().flush();
  expect(world.posts).toEqual([{ key: 'k', body: 'words', atMs: world.nowMs }]);
  expect(Object.keys(world.storage)).toEqual([]);
});

test('offline it waits, survives a reload, and goes when the network is back', async () => {
  const world = new World();
  world.online = false;
  expect(await world.tab().send('k', 'words')).toEqual(LATER);
  expect(world.posts).toEqual([]);

  const reloaded = world.tab();
  world.online = true;
  await reloaded.flush(true);
  expect(world.posts).toMatchObject([{ key: 'k', body: 'words' }]);
  expect(world.heard).toEqual([{ key: 'k', outcome: SENT }]);
});

test('several tabs send what waits once', async () => {
  const world = new World();
  world.online = false;
  await world.tab().send('a', '1');
  await world.tab().send('b', '2');
  world.online = true;
  await Promise.all([world.tab(), world.tab(), world.tab()].map((tab) => tab.flush(true)));
  expect(world.posts.map(({ key }) => key).sort()).toEqual(['a', 'b']);
});

test('it tries again under the same key, after waits that double', async () => {
  const world = new World();
  world.answers = [LATER, LATER, LATER];
  const tab = world.tab();
  await tab.send('k', 'words');
  const waits: number[] = [];
  while (world.waiting().length > 0) {
    const waitMs = world.wakeAfterMs ?? 0;
    waits.push(waitMs);
    world.nowMs += waitMs;
    await tab.flush();
  }
  expect(waits).toEqual([3_750, 7_500, 15_000]);
  expect(new Set(world.posts.map(({ key, body }) => key + body))).toEqual(new Set(['kwords']));
});

test('a network that is back ends the waits of our own choosing', async () => {
  const world = new World();
  world.answers = [LATER];
  await world.tab().send('k', 'words');
  await world.tab().flush();
  expect(world.posts).toHaveLength(1);
  await world.tab().flush(true);
  expect(world.posts).toHaveLength(2);
});

test('of too many the oldest are thrown away', async () => {
  const world = new World();
  world.online = false;
  for (let count = 0; count <= MAX_LETTERS; count += 1) {
    world.nowMs += 1;
    await world.tab().send(`key-${count}`, 'words');
  }
  const keys = world.waiting().map(({ key }) => key);
  expect(keys).toHaveLength(MAX_LETTERS);
  expect(keys[0]).toBe('key-1');
});

test('Retry-After holds everything back, in every tab, new words and a returning network too', async () => {
  const world = new World();
  world.answers = [{ kind: 'later', retryAfterMs: 60_000 }];
  await world.tab().send('k', 'words');
  world.nowMs += 59_999;
  await world.tab().flush(true);
  expect(await world.tab().send('l', 'more')).toEqual(LATER);
  expect(world.posts).toHaveLength(1);
  world.nowMs += 1;
  await world.tab().flush(true);
  expect(world.posts.map(({ key }) => key)).toEqual(['k', 'k', 'l']);
});

test('what is refused is heard of, and not tried again', async () => {
  const world = new World();
  const refused: Outcome = { kind: 'refused', pointers: [] };
  world.online = false;
  await world.tab().send('k', 'words');
  world.online = true;
  world.answers = [refused];
  await world.tab().flush(true);
  expect(world.heard).toEqual([{ key: 'k', outcome: refused }]);
  expect(world.waiting()).toEqual([]);
});

test('what nobody could send for a week is thrown away', async () => {
  const world = new World();
  world.online = false;
  await world.tab().send('k', 'words');
  world.nowMs += LIFETIME_MS;
  world.online = true;
  await world.tab().flush(true);
  expect(world.posts).toEqual([]);
  expect(Object.keys(world.storage)).toEqual([]);
});

test('without a storage letters wait as long as the page', async () => {
  const world = new World();
  const tab = world.tab(() => {
    throw new Error('SecurityError');
  });
  world.answers = [LATER];
  expect(await tab.send('k', 'words')).toEqual(LATER);
  world.nowMs += 5_000;
  await tab.flush();
  expect(world.posts).toHaveLength(2);
});

test.each(['', '{', 'null', '[]', '{"key":"k"}', '{"key":"k","body":"b","writtenAtMs":"x"}'])(
  'what somebody else has written into the storage (%j) is thrown away',
  async (text) => {
    const world = new World();
    world.storage.setItem(`afterprod-feedback ${ENDPOINT} k`, text);
    world.storage.setItem('theirs', text);
    await world.tab().flush();
    expect(world.posts).toEqual([]);
    expect(Object.keys(world.storage)).toEqual(['theirs']);
  },
);

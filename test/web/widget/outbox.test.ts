import * as fc from 'fast-check';
import { type Letter, LIFETIME_MS, MAX_LETTERS } from '../../../web/widget/letter.ts';
import { letterBox, type TextStorage } from '../../../web/widget/letter-box.ts';
import { Outbox } from '../../../web/widget/outbox.ts';
import type { Outcome } from '../../../web/widget/outcome.ts';
import { MapStorage } from '../../support/map-storage.ts';

const ENDPOINT = 'https://api.example/v1/feedback';
const SENT: Outcome = { kind: 'sent' };
const LATER: Outcome = { kind: 'later' };

/** One browser: its tabs share storage, locks and the time. Answers of the API are given out in order. */
class World {
  readonly storage = new MapStorage();
  readonly posts: { readonly key: string; readonly body: string; readonly atMs: number }[] = [];
  readonly heard: { readonly key: string; readonly outcome: Outcome }[] = [];
  readonly held = new Set<string>();
  answers: Outcome[] = [];
  /** Told of each attempt, and of its answer. */
  onPost = (_key: string): void => {};
  onAnswer = (_key: string, _answer: Outcome): void => {};
  online = true;
  nowMs = 1_000_000;
  wakeAfterMs: number | undefined;

  tab(storage: () => TextStorage = () => this.storage): Outbox {
    return new Outbox({
      box: letterBox(ENDPOINT, storage),
      post: async ({ key, body }: Letter) => {
        this.posts.push({ key, body, atMs: this.nowMs });
        this.onPost(key);
        await Promise.resolve(); // so that other tabs have their turn meanwhile
        const answer = this.answers.shift() ?? SENT;
        this.onAnswer(key, answer);
        return answer;
      },
      alone: async (name, work) => {
        if (this.held.has(name)) return undefined;
        this.held.add(name);
        try {
          return await work();
        } finally {
          this.held.delete(name);
        }
      },
      isOnline: () => this.online,
      nowMs: () => this.nowMs,
      random: () => 0.5,
      wakeAfter: (waitMs) => {
        this.wakeAfterMs = waitMs;
      },
      onOutcome: ({ key }, outcome) => this.heard.push({ key, outcome }),
    });
  }

  waiting(): readonly Letter[] {
    return letterBox(ENDPOINT, () => this.storage).all(this.nowMs);
  }
}

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

interface Step {
  readonly do:
    | 'send here'
    | 'send there'
    | 'send in both'
    | 'flush'
    | 'wait'
    | 'go offline'
    | 'come online';
  readonly forMs: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom(
    'send here',
    'send there',
    'send in both',
    'flush',
    'wait',
    'go offline',
    'come online',
  ),
  forMs: fc.nat(900_000),
});

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constant(SENT),
  fc.constant(LATER),
  fc.record({ kind: fc.constant('later' as const), retryAfterMs: fc.nat(600_000) }),
);

/** Two tabs, a network that comes and goes, and what must hold of every attempt. */
class Story {
  readonly #world = new World();
  readonly #tabs = [this.#world.tab(), this.#world.tab()] as const;
  readonly #kept = new Set<string>();
  #holdUntilMs = 0;
  #written = 0;

  constructor(answers: readonly Outcome[]) {
    this.#world.answers = [...answers];
    this.#world.onPost = (key) => {
      expect(this.#kept).not.toContain(key);
      const isComplete = this.#written <= MAX_LETTERS; // who asked to wait may have been thrown away
      if (isComplete) expect(this.#world.nowMs).toBeGreaterThanOrEqual(this.#holdUntilMs);
    };
    this.#world.onAnswer = (key, answer) => this.#note(key, answer);
  }

  async live(step: Step): Promise<void> {
    const world = this.#world;
    const [first, second] = this.#tabs;
    const both = (isEager: boolean) => Promise.all([first.flush(isEager), second.flush(isEager)]);
    const steps = {
      'send here': () => first.send(this.#newKey(), 'words'),
      'send there': () => second.send(this.#newKey(), 'words'),
      'send in both': () =>
        Promise.all([first.send(this.#newKey(), '1'), second.send(this.#newKey(), '2')]),
      flush: () => both(false),
      wait: async () => {
        world.nowMs += step.forMs;
      },
      'go offline': async () => {
        world.online = false;
      },
      'come online': () => {
        world.online = true;
        return both(true);
      },
    };
    await steps[step.do]();
    this.#checkThatNothingIsLost();
  }

  #newKey(): string {
    return `key-${this.#written++}`;
  }

  #note(key: string, answer: Outcome): void {
    if (answer.kind === 'sent') this.#kept.add(key);
    if (answer.kind === 'later') {
      this.#holdUntilMs = Math.max(
        this.#holdUntilMs,
        this.#world.nowMs + (answer.retryAfterMs ?? 0),
      );
    }
  }

  #checkThatNothingIsLost(): void {
    const waiting = this.#world.waiting().length;
    expect(waiting).toBeLessThanOrEqual(MAX_LETTERS);
    if (this.#written <= MAX_LETTERS) expect(this.#kept.size + waiting).toBe(this.#written);
  }
}

test('whatever happens: what is kept is not sent again, nothing is lost but the oldest of too many, nothing hurries', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.array(outcome),
      async (steps, answers) => {
        const story = new Story(answers);
        for (const each of steps) await story.live(each);
      },
    ),
    { numRuns: 200 },
  );
});

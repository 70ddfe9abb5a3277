import fc from 'fast-check';
import { redrive } from '../../../cli/feedback/redriving.ts';
import type { Letter } from '../../../cli/letter-queue.ts';

type Life = 'well' | 'poison' | 'down' | 'done' | 'broken';

const one = (id: string) =>
  JSON.stringify({ keys: { pk: { S: `FEEDBACK#${id}` }, sk: { S: 'FEEDBACK' } } });
const span = (from: string, to: string) =>
  JSON.stringify({
    DDBStreamBatchInfo: {
      approximateArrivalOfFirstRecord: from,
      approximateArrivalOfLastRecord: to,
    },
  });
const NINE = '2026-11-23T09:00:00Z';

/** A queue and a triage: `well` can be triaged, `poison` is set aside again, `down` fails for a while, `done` needs nothing. */
function world(lives: Readonly<Record<string, Life>>, bodies: readonly string[]) {
  let sent = 0;
  const letterOf = (body: string): Letter => {
    sent += 1;
    return { messageId: `m${sent}`, handle: `h${sent}`, body };
  };
  const queued = bodies.map(letterOf);
  const hidden: Letter[] = [];
  const left = new Set(Object.keys(lives).filter((id) => lives[id] !== 'done'));
  const asked: string[] = [];
  const run = () =>
    redrive({
      queue: {
        async take() {
          const taken = queued.splice(0, 2);
          hidden.push(...taken);
          return taken;
        },
        async remove(letter) {
          hidden.splice(hidden.indexOf(letter), 1);
        },
        async release(letter) {
          hidden.splice(hidden.indexOf(letter), 1);
          queued.push(letter);
        },
        countTaken: async () => hidden.length,
      },
      async triage(id) {
        asked.push(id);
        if (lives[id] === 'poison') queued.push(letterOf(one(id)));
        if (lives[id] === 'well') left.delete(id);
        return lives[id] !== 'down';
      },
      async isLeft(id) {
        if (lives[id] === 'broken') throw new Error('DynamoDB is down');
        return left.has(id);
      },
      async *idsBetween() {
        yield* Object.keys(lives);
      },
    });
  return { run, queued, hidden, left, asked };
}

test('what can be triaged by now is, and its message is gone', async () => {
  const { run, queued, hidden, left } = world({ a: 'well', b: 'well' }, [one('a'), one('b')]);
  expect(await run()).toEqual({ triaged: 2, failed: 0, unreadable: 0, held: 0 });
  expect([queued, hidden, [...left]]).toEqual([[], [], []]);
});

test('what is set aside again is in the queue once, and is tried once in a run', async () => {
  const { run, queued, hidden, asked } = world({ a: 'poison' }, [one('a')]);
  expect(await run()).toEqual({ triaged: 0, failed: 1, unreadable: 0, held: 0 });
  expect(asked).toEqual(['a']);
  expect([queued.map(({ messageId }) => messageId), hidden]).toEqual([['m2'], []]);
});

test('what fails for a while keeps its message', async () => {
  const { run, queued, hidden } = world({ a: 'down' }, [one('a')]);
  expect(await run()).toEqual({ triaged: 0, failed: 1, unreadable: 0, held: 0 });
  expect([queued.map(({ messageId }) => messageId), hidden]).toEqual([['m1'], []]);
});

test('a run that breaks off holds nothing back, and tells why it did', async () => {
  const { run, queued, hidden } = world({ a: 'broken', b: 'well' }, [one('a'), one('b')]);
  await expect(run()).rejects.toThrow('DynamoDB is down');
  expect([queued.map(({ messageId }) => messageId).sort(), hidden]).toEqual([['m1', 'm2'], []]);
});

test('what another run holds is told', async () => {
  const { run, hidden } = world({}, []);
  hidden.push({ messageId: 'm9', handle: 'h9', body: one('a') });
  expect(await run()).toMatchObject({ triaged: 0, held: 1 });
});

test('what was erased, or done meanwhile, is not triaged again', async () => {
  const { run, queued, asked } = world({ a: 'done' }, [one('a'), one('nobody')]);
  expect(await run()).toEqual({ triaged: 0, failed: 0, unreadable: 0, held: 0 });
  expect([asked, queued]).toEqual([[], []]);
});

test('all of a time that Lambda gave up on is looked after', async () => {
  const { run, queued, asked } = world({ a: 'well', b: 'done', c: 'well' }, [span(NINE, NINE)]);
  expect(await run()).toEqual({ triaged: 2, failed: 0, unreadable: 0, held: 0 });
  expect([asked, queued]).toEqual([['a', 'c'], []]);
});

test('a message that is none of triage is left where it is', async () => {
  const { run, queued } = world({}, ['{"hello":1}']);
  expect(await run()).toEqual({ triaged: 0, failed: 0, unreadable: 1, held: 0 });
  expect(queued).toHaveLength(1);
});

test('whatever is in the queue: a run ends, hides nothing, and every piece that is left has a message', async () => {
  const life = fc.constantFrom<Life>('well', 'poison', 'down', 'done');
  const body = fc.oneof(
    fc.constantFrom('a', 'b', 'c', 'nobody').map(one),
    fc.constant(span(NINE, NINE)),
    fc.constant('{'),
  );
  const lives = fc.record({ a: life, b: life, c: life });
  await fc.assert(
    fc.asyncProperty(lives, fc.array(body, { maxLength: 8 }), async (all, bodies) => {
      const { run, queued, hidden, left } = world(all, bodies);
      const readable = bodies.filter((each) => each !== '{');
      await run();
      expect(hidden).toEqual([]);
      const text = queued.map((letter) => letter.body).join();
      for (const id of left) {
        const wasThere = readable.some((each) => each === one(id) || each.includes(NINE));
        if (wasThere) expect(text.includes(`#${id}"`) || text.includes(NINE)).toBe(true);
      }
    }),
  );
});

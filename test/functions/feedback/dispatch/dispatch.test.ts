import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import type { Consumer } from '../../../../functions/feedback/dispatch/consumer.ts';
import { dispatch } from '../../../../functions/feedback/dispatch/dispatch.ts';
import { tasksOf } from '../../../../functions/feedback/dispatch/tasks-of.ts';
import { streamRecord } from '../../../support/stream-record.ts';

const waiting = (id: string) =>
  streamRecord('INSERT', { after: { pk: 'PENDING', sk: `FEEDBACK#${id}` } });

const OTHER = streamRecord('INSERT', { after: { pk: 'COUNT#2026', sk: 'all' } });

/** @param isTaken - whether the queue takes this task, this time */
function createPost(isTaken: (body: string) => boolean = () => true) {
  const sent: [Consumer, string][] = [];
  const aside: DynamoDBRecord[] = [];
  const sender = {
    send: async (to: Consumer, bodies: readonly string[]) => {
      for (const body of bodies) if (isTaken(body)) sent.push([to, body]);
      return bodies.filter((body) => !sent.some(([, each]) => each === body));
    },
  };
  const setAside = async (record: DynamoDBRecord) => {
    aside.push(record);
  };
  const run = (records: readonly DynamoDBRecord[]) => dispatch(records, { sender, setAside });
  return { sent, aside, run };
}

test('what many records ask for is sent once', async () => {
  const { sent, run } = createPost();
  expect(await run([waiting('a'), OTHER, waiting('b')])).toEqual([]);
  expect(sent).toEqual([['shipping', '{"look":"again"}']]);
});

test('the records of a task that was not taken come again, and no others', async () => {
  const { run } = createPost(() => false);
  const [one, two] = [waiting('a'), waiting('b')];
  expect(await run([one, OTHER, two])).toEqual([one, two]);
});

test('a record that makes no sense is set aside, and holds up none that came with it', async () => {
  const { sent, aside, run } = createPost();
  const odd = streamRecord('REMOVE', { before: { pk: 'LATE#a', sk: 'LATE' } });
  expect(await run([odd, waiting('a')])).toEqual([]);
  expect(aside).toEqual([odd]);
  expect(sent).toHaveLength(1);
});

test('whatever is taken when, nothing is lost, and it ends when the queues take everything', async () => {
  const records = fc.array(fc.constantFrom(waiting('a'), waiting('b'), OTHER), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(records, fc.infiniteStream(fc.boolean()), async (all, takes) => {
      let isWhole = false;
      const { sent, run } = createPost(() => isWhole || takes.next().value === true);
      let left = await run(all);
      if (left.length > 0) left = await run(left);
      isWhole = true;
      expect(await run(left)).toEqual([]);
      const wanted = all.flatMap((record) => tasksOf(record).map(({ body }) => body));
      expect(new Set(sent.map(([, body]) => body))).toEqual(new Set(wanted));
    }),
  );
});

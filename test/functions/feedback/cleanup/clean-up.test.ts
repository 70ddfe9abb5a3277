import fc from 'fast-check';
import type { Attachment } from '../../../../functions/feedback/attachments/attachment.ts';
import {
  type CleanupDependencies,
  cleanUp,
} from '../../../../functions/feedback/cleanup/clean-up.ts';
import { type LateItem, lateItem } from '../../../../functions/feedback/cleanup/late-uploads.ts';
import { removalOf } from '../../../../functions/feedback/cleanup/removal.ts';
import { contactItem, feedbackItem } from '../../../../functions/feedback/store/feedback-items.ts';
import { CONTACT, FEEDBACK } from '../../../support/feedback-store-contract.ts';
import { streamRecord } from '../../../support/stream-record.ts';

const AT_MS = Date.parse('2026-11-23T09:00Z');
const MINUTE_MS = 60_000;

const attachment = (name: string, minutes = 0): Attachment => ({
  bucket: 'quarantine',
  key: `quarantine/${FEEDBACK.id}/${name}.png`,
  contentType: 'image/png',
  bytes: 10,
  askedAt: new Date(AT_MS + minutes * MINUTE_MS).toISOString(),
  uploadUntil: new Date(AT_MS + (minutes + 10) * MINUTE_MS).toISOString(),
});

const TRIAGED = { ...FEEDBACK, text: 'words of ann', topic: 'topic-1' };

const recordOf = (...attachments: readonly Attachment[]) =>
  gone(feedbackItem({ ...TRIAGED, ...(attachments.length > 0 && { attachments }) }));

const gone = (item: object) => streamRecord('REMOVE', { before: { ...item } });

/** @param failAt - the step from 0 at which it ends, with nothing done */
function createCleanup(nowMs = AT_MS + 60 * MINUTE_MS, failAt = Number.POSITIVE_INFINITY) {
  const steps: string[] = [];
  const late: LateItem[] = [];
  const step = async (what: string) => {
    if (steps.length === failAt) throw new Error('down');
    steps.push(what);
  };
  const dependencies: CleanupDependencies = {
    deleteObject: ({ key }) => step(`delete ${key.split('/').at(-1)}`),
    keepLate: async (item) => {
      await step('keep late');
      late.push(item);
    },
    leaveTopic: ({ id, topic }) => step(`leave ${topic} ${id}`),
    now: () => nowMs,
  };
  const run = async (record: ReturnType<typeof gone>) => {
    const removal = removalOf(record);
    if (removal) await cleanUp(JSON.parse(JSON.stringify(removal)), dependencies);
  };
  return { steps, late, run };
}

test('deletes the pictures of feedback that is gone, and takes it out of its topic', async () => {
  const { steps, run } = createCleanup();
  await run(recordOf(attachment('a'), attachment('b')));
  expect(steps).toEqual(['delete a.png', 'delete b.png', `leave topic-1 ${FEEDBACK.id}`]);
});

test('takes feedback without pictures out of its topic', async () => {
  const { steps, run } = createCleanup();
  await run(recordOf());
  expect(steps).toEqual([`leave topic-1 ${FEEDBACK.id}`]);
});

test('looks again, once no picture can come any more, for one whose form lives on', async () => {
  const { steps, late, run } = createCleanup(AT_MS);
  await run(recordOf(attachment('old', -60), attachment('young'), attachment('younger', 5)));
  expect(steps[0]).toBe('keep late');
  expect(late[0]?.attachments).toMatchObject([
    { key: attachment('young').key },
    { key: attachment('younger').key },
  ]);
  expect(late[0]?.expiresAtEpochSeconds).toBe((AT_MS + 30 * MINUTE_MS) / 1000); // 5 + 10, and as long for the upload itself

  const second = createCleanup(AT_MS + 30 * MINUTE_MS);
  await second.run(gone(late[0] ?? {}));
  expect(second.steps).toEqual(['delete young.png', 'delete younger.png']);
});

test('looks a third time where the note is gone too early', async () => {
  const { steps, run } = createCleanup(AT_MS);
  await run(gone(lateItem(FEEDBACK.id, [attachment('a')])));
  expect(steps).toEqual(['keep late', 'delete a.png']);
});

test.each([
  ['feedback that came', streamRecord('INSERT', { after: { ...feedbackItem(FEEDBACK) } })],
  ['feedback that changed', streamRecord('MODIFY', { before: { ...feedbackItem(FEEDBACK) } })],
  ['a contact that is gone', gone(contactItem(FEEDBACK, CONTACT, AT_MS))],
  ['a record without an image', { eventName: 'REMOVE' as const }],
])('leaves %s alone', (_, record) => {
  expect(removalOf(record)).toBeUndefined();
});

test('what was never triaged has no topic to leave', async () => {
  const { steps, run } = createCleanup();
  await run(gone(feedbackItem(FEEDBACK)));
  expect(steps).toEqual([]);
});

test('no word of what is gone lies in the queue', () => {
  const removal = removalOf(recordOf(attachment('a')));
  expect(removal).toEqual({
    id: FEEDBACK.id,
    attachments: [
      {
        bucket: 'quarantine',
        key: attachment('a').key,
        uploadUntil: attachment('a').uploadUntil,
      },
    ],
    member: { id: FEEDBACK.id, receivedAt: FEEDBACK.receivedAt, topic: 'topic-1' },
  });
});

test('a run that ends anywhere is made good by the next: nothing is forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(4), fc.integer({ min: -60, max: 60 }), async (failAt, minutes) => {
      const record = recordOf(attachment('a', minutes), attachment('b'));
      const first = createCleanup(AT_MS, failAt);
      const ended = await first.run(record).then(
        () => true,
        () => false,
      );
      const second = createCleanup(AT_MS);
      await second.run(record);
      expect(second.steps.slice(0, first.steps.length)).toEqual(first.steps);
      expect(ended).toBe(first.steps.length === second.steps.length);
      expect(second.steps.filter((step) => step.startsWith('delete'))).toHaveLength(2);
    }),
  );
});

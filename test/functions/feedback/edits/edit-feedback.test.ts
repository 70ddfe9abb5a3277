import { editFeedback } from '../../../../functions/feedback/edits/edit-feedback.ts';
import { replyTo } from '../../../../functions/feedback/edits/reply-to.ts';
import { MemoryFeedbackStore } from '../../../../functions/feedback/store/memory-feedback-store.ts';
import { FEEDBACK } from '../../../support/feedback-store-contract.ts';

const at = FEEDBACK.receivedAt;
const reply = (text: string) => replyTo(text, { who: 'ann', at });

async function storeWithOne() {
  const store = new MemoryFeedbackStore(() => Date.parse(at));
  await store.add(FEEDBACK);
  return store;
}

/** A store in which somebody else replies before each of so many replacements. */
function busy(
  store: MemoryFeedbackStore,
  times: number,
): Pick<MemoryFeedbackStore, 'read' | 'replace'> {
  let left = times;
  return {
    read: (id) => store.read(id),
    async replace(...change) {
      if (left > 0) {
        left -= 1;
        await editFeedback(store, FEEDBACK.id, reply(`another ${left}`));
      }
      return store.replace(...change);
    },
  };
}

test('of a dozen people who reply at once everybody gets through', async () => {
  const store = await storeWithOne();
  await editFeedback(busy(store, 11), FEEDBACK.id, reply('mine'));
  const texts = (await store.read(FEEDBACK.id))?.events.map(
    (event) => 'text' in event && event.text,
  );
  expect(texts).toHaveLength(12);
  expect(texts?.at(-1)).toBe('mine');
});

test('where others leave no moment for it, it is in flight: nothing that was read is out of date', async () => {
  const store = await storeWithOne();
  await expect(editFeedback(busy(store, 99), FEEDBACK.id, reply('mine'))).rejects.toMatchObject({
    code: 'in_flight',
  });
});

test('who names a revision that is no longer the latest has to read again', async () => {
  const store = await storeWithOne();
  await editFeedback(store, FEEDBACK.id, reply('first'));
  await expect(
    editFeedback(store, FEEDBACK.id, reply('second'), [FEEDBACK.revision]),
  ).rejects.toMatchObject({ code: 'precondition_failed' });
});

import type { Contact } from '../../../../functions/feedback/contact.ts';
import { secretHashOf } from '../../../../functions/feedback/item-secret.ts';
import { answerMail } from '../../../../functions/feedback/reporter/answer-mail.ts';
import { MemoryFeedbackStore } from '../../../../functions/feedback/store/memory-feedback-store.ts';
import { CONTACT } from '../../../support/feedback-store-contract.ts';
import { bodyOf, OWN, ownEvent, SECRET } from '../../../support/reporter.ts';

const AT = '2026-11-23T09:00:00.000Z';
const BEFORE = '2026-11-23T08:00:00.000Z';
const MAIL_SECRET = 'the-secret-in-the-mail';
const MAILED = { ...CONTACT, mailSecretHash: secretHashOf(MAIL_SECRET) };

async function createService(contact: Contact | undefined = MAILED) {
  const store = new MemoryFeedbackStore(() => Date.parse(AT));
  await store.add(OWN, contact);
  const say = (mail: unknown, secret = MAIL_SECRET) =>
    answerMail(
      ownEvent({
        method: 'POST',
        headers: { 'content-type': 'application/json', Authorization: `Bearer ${secret}` },
        body: JSON.stringify({ mail }),
      }),
      { store, now: () => Date.parse(AT) },
    );
  return { store, say, contact: async () => (await store.read(OWN.id))?.contact };
}

test('the secret of a mail confirms mails', async () => {
  const { say, contact } = await createService();
  expect(bodyOf(await say('confirmed'))).toMatchObject({ mail: 'confirmed', id: OWN.id });
  expect(await contact()).toEqual({ ...MAILED, confirmedAt: AT });
});

test('a second time changes nothing, and answers as the first', async () => {
  const { say, contact } = await createService({ ...MAILED, confirmedAt: BEFORE });
  expect(bodyOf(await say('confirmed'))).toMatchObject({ mail: 'confirmed' });
  expect(await contact()).toEqual({ ...MAILED, confirmedAt: BEFORE });
  const stopped = await createService({ ...MAILED, stoppedAt: BEFORE });
  expect(bodyOf(await stopped.say('stopped'))).toMatchObject({ mail: 'stopped' });
  expect(await stopped.contact()).toMatchObject({ stoppedAt: BEFORE });
});

test('the secret of the 202 proves no mailbox: it confirms nothing', async () => {
  const { say, contact } = await createService();
  await expect(say('confirmed', SECRET)).rejects.toMatchObject({ code: 'mailbox_unproven' });
  expect(await contact()).toEqual(MAILED);
});

test('nor does it start again what was stopped', async () => {
  const { say } = await createService({ ...MAILED, confirmedAt: BEFORE, stoppedAt: BEFORE });
  await expect(say('confirmed', SECRET)).rejects.toMatchObject({ code: 'mailbox_unproven' });
});

test.each([SECRET, MAIL_SECRET])('either secret stops mails: %s', async (secret) => {
  const { say, contact } = await createService({ ...MAILED, confirmedAt: BEFORE });
  expect(bodyOf(await say('stopped', secret))).toMatchObject({ mail: 'stopped' });
  expect(await contact()).toEqual({ ...MAILED, confirmedAt: BEFORE, stoppedAt: AT });
});

test('what was stopped can be confirmed again, by mail', async () => {
  const { say, contact } = await createService({
    ...MAILED,
    confirmedAt: BEFORE,
    stoppedAt: BEFORE,
  });
  await say('confirmed');
  expect(await contact()).toEqual({ ...MAILED, confirmedAt: BEFORE });
});

test('where no address was left there is nothing to stop, and nothing to confirm', async () => {
  const store = new MemoryFeedbackStore(() => Date.parse(AT));
  await store.add(OWN);
  const say = (mail: string) =>
    answerMail(
      ownEvent({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ mail }),
      }),
      { store, now: () => Date.parse(AT) },
    );
  expect((await say('stopped')).statusCode).toBe(200);
  await expect(say('confirmed')).rejects.toMatchObject({ code: 'mailbox_unproven' });
  expect((await store.read(OWN.id))?.contact).toBeUndefined();
});

test('an address that is erased in between is not written again', async () => {
  const { store, say } = await createService();
  const read = store.read.bind(store);
  store.read = async (id) => {
    const found = await read(id);
    await store.erase(id);
    return found;
  };
  await expect(say('confirmed')).rejects.toMatchObject({ code: 'not_found' });
  expect(await store.find(OWN.id)).toBeUndefined();
});

test.each([[undefined], [null], ['Confirmed'], [true], [{}]])('refuses %j', async (mail) => {
  const { say } = await createService();
  await expect(say(mail)).rejects.toMatchObject({ code: 'contact_invalid' });
});

test('a wrong secret finds nothing, whatever it wants', async () => {
  const { say } = await createService();
  await expect(say('stopped', 'guess')).rejects.toMatchObject({ code: 'not_found' });
});

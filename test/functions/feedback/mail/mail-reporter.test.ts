import { secretHashOf } from '../../../../functions/feedback/item-secret.ts';
import { RefusedAddress } from '../../../../functions/feedback/mail/mail-reporter.ts';
import { subjectOf } from '../../../../functions/feedback/subjects/subject-of.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { CONTACT, FEEDBACK, REPLY } from '../../../support/feedback-store-contract.ts';
import { mailDesk } from '../../../support/mail-desk.ts';

const { id } = FEEDBACK;
const CONFIRMED = { ...CONTACT, confirmedAt: FEEDBACK.receivedAt };
const SHIPPED = {
  type: 'status',
  at: REPLY.at,
  who: 'afterprod',
  from: 'new',
  to: 'shipped',
} as const;
const SUBJECT = subjectOf('key', CONTACT.email);
const DOWN = new Unavailable('SES does not answer');
const DAY_MS = 24 * 60 * 60 * 1000;

test('a new contact is named and asked, and the link of the mail proves the mailbox', async () => {
  const desk = mailDesk();
  await desk.deliver(await desk.post());
  expect(await desk.store.idsOfSubject(SUBJECT)).toEqual([id]);
  expect(desk.sent).toMatchObject([
    { to: CONTACT.email, subject: 'The shop: may we write to you about your feedback?' },
  ]);
  const [address, secret = ''] = desk.sent[0]?.url.split('#') ?? [];
  expect(address).toBe(`https://api.example/v1/feedback/${id}`);
  const { contact } = (await desk.store.read(id)) ?? {};
  expect(contact?.mailSecretHash).toBe(secretHashOf(secret));
});

test('where no mails are set up, it is named alone', async () => {
  const desk = mailDesk();
  await desk.deliver(await desk.post(), { mails: undefined });
  expect(await desk.store.idsOfSubject(SUBJECT)).toEqual([id]);
  expect((await desk.store.read(id))?.contact).not.toHaveProperty('mailSecretHash');
  expect(desk.sent).toEqual([]);
});

test('a task that comes again sends nothing again', async () => {
  const desk = mailDesk();
  const contact = await desk.post();
  for (let time = 1; time <= 3; time += 1) await desk.deliver(contact);
  expect(desk.sent).toHaveLength(1);
  await desk.store.changeContact(id, { confirmedAt: FEEDBACK.receivedAt });
  const reply = await desk.happens(id, REPLY);
  for (let time = 1; time <= 3; time += 1) await desk.deliver(reply);
  await desk.deliver(contact);
  expect(desk.sent.map(({ subject }) => subject).slice(1)).toEqual([
    'The shop: an answer to your feedback',
  ]);
});

test('two answers of one moment are two mails', async () => {
  const desk = mailDesk();
  await desk.post(id, CONFIRMED);
  await desk.deliver(await desk.happens(id, REPLY));
  await desk.deliver(await desk.happens(id, REPLY));
  expect(desk.sent).toHaveLength(2);
});

test('news before the contact asks; the contact, when it comes, asks no more', async () => {
  const desk = mailDesk();
  const contact = await desk.post();
  await desk.deliver(await desk.happens(id, REPLY));
  await desk.deliver(contact);
  expect(desk.sent).toHaveLength(1);
  expect(desk.sent[0]?.text).not.toContain(REPLY.text);
});

test('an address that is posted a thousand times is asked once a day', async () => {
  const desk = mailDesk();
  for (let time = 1; time <= 1_000; time += 1) {
    const email = time % 2 ? CONTACT.email : CONTACT.email.toUpperCase();
    await desk.deliver(await desk.post(`id-${time}`, { ...CONTACT, email }));
  }
  expect(desk.sent).toHaveLength(1);
  desk.later(DAY_MS);
  await desk.deliver(await desk.post('id-1001'));
  await desk.deliver(await desk.post('id-1002'));
  expect(desk.sent).toHaveLength(2);
});

test('who could not be asked on the day is asked when there are news', async () => {
  const desk = mailDesk();
  await desk.deliver(await desk.post('first'));
  await desk.deliver(await desk.post('second'));
  desk.later(DAY_MS);
  const news = await desk.happens('second', REPLY);
  await desk.deliver(news);
  await desk.deliver(news);
  expect(desk.sent.map(({ url }) => url.includes('/second#'))).toEqual([false, true]);
  expect(desk.sent[1]?.subject).toContain('may we write');
});

test('while SES is down the task fails; afterwards the mail comes, once', async () => {
  const desk = mailDesk();
  const contact = await desk.post();
  desk.ses(DOWN);
  for (let time = 1; time <= 3; time += 1) await expect(desk.deliver(contact)).rejects.toBe(DOWN);
  desk.ses(undefined);
  await desk.deliver(contact);
  await desk.deliver(contact);
  expect(desk.sent).toHaveLength(1);
});

test('an address that SES refuses is tried once, and no other is held up by it', async () => {
  const desk = mailDesk();
  const [bad, good] = [
    await desk.post('bad'),
    await desk.post('good', { ...CONTACT, email: 'bob@example.com' }),
  ];
  desk.ses(new RefusedAddress('no'));
  await expect(desk.deliver(bad)).rejects.toBeInstanceOf(RefusedAddress);
  desk.ses(undefined);
  await desk.deliver(bad);
  await desk.deliver(await desk.happens('bad', REPLY));
  await desk.deliver(good);
  expect(desk.sent.map(({ to }) => to)).toEqual(['bob@example.com']);
});

test('what was erased, stopped or opened again in between is not written about', async () => {
  const desk = mailDesk();
  for (const each of ['erased', 'stopped', 'opened']) await desk.post(each, CONFIRMED);
  const news = [];
  for (const each of ['erased', 'stopped', 'opened']) news.push(await desk.happens(each, SHIPPED));
  await desk.store.erase('erased');
  await desk.store.changeContact('stopped', { stoppedAt: FEEDBACK.receivedAt });
  await desk.happens('opened', { ...SHIPPED, from: 'shipped', to: 'in-progress' });
  for (const task of news) await desk.deliver(task);
  expect(desk.sent).toEqual([]);
});

test('a contact whose time is over is not written to', async () => {
  const desk = mailDesk();
  await desk.post(id, CONFIRMED);
  await desk.happens(id, SHIPPED);
  const late = await desk.happens(id, REPLY);
  desk.later(30 * DAY_MS);
  await desk.deliver(late);
  expect(desk.sent).toEqual([]);
});

test('what was sent and could not be noted is not sent again, and is told', async () => {
  const desk = mailDesk();
  const contact = await desk.post();
  const settle = async () => Promise.reject(new Unavailable('DynamoDB does not answer'));
  const ledger = { claim: desk.ledger.claim.bind(desk.ledger), release: settle, settle };
  await desk.deliver(contact, { mails: { ...desk.dependencies.mails, ledger } });
  expect(desk.unnoted).toHaveLength(1);
  await expect(desk.deliver(contact)).rejects.toBeInstanceOf(Unavailable); // claimed: for two minutes
  expect(desk.sent).toHaveLength(1);
});

test('without its key nothing is sent, and the task fails', async () => {
  const desk = mailDesk();
  const missing = Object.assign(new Error('no such secret'), { $fault: 'client' });
  await expect(
    desk.deliver(await desk.post(), { key: () => Promise.reject(missing) }),
  ).rejects.toBe(missing);
  expect(desk.sent).toEqual([]);
});

test('a changed key gives later mails another link, and the address its new name', async () => {
  const desk = mailDesk();
  await desk.post(id, CONFIRMED);
  await desk.deliver(await desk.happens(id, REPLY));
  const more = { key: async () => 'another key' };
  await desk.deliver(await desk.happens(id, REPLY), more);
  const [before, after] = desk.sent.map(({ url }) => url.split('#')[1] ?? '');
  expect(before).not.toBe(after);
  const { contact } = (await desk.store.read(id)) ?? {};
  expect(contact?.mailSecretHash).toBe(secretHashOf(after ?? ''));
  expect(await desk.store.idsOfSubject(SUBJECT)).toEqual([]);
  expect(await desk.store.idsOfSubject(subjectOf('another key', CONTACT.email))).toEqual([id]);
});

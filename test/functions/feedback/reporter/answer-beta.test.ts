import type { Contact } from '../../../../functions/feedback/contact.ts';
import { secretHashOf } from '../../../../functions/feedback/item-secret.ts';
import { answerBeta } from '../../../../functions/feedback/reporter/answer-beta.ts';
import { MemoryFeedbackStore } from '../../../../functions/feedback/store/memory-feedback-store.ts';
import { CONTACT } from '../../../support/feedback-store-contract.ts';
import { bodyOf, OWN, ownEvent, SECRET } from '../../../support/reporter.ts';

const AT = '2026-11-23T09:00:00.000Z';
const MAIL_SECRET = 'the-secret-in-the-mail';

type Beta = NonNullable<Contact['beta']>;
const beta = (wish: Beta['wish'], turn = 1): Beta => ({ targetingKey: 'visitor-1', wish, turn });
const outcomeOf = (turn: number, outcome: 'in' | 'closed') => ({ betaOutcome: { turn, outcome } });
const confirmed: Contact = {
  ...CONTACT,
  mailSecretHash: secretHashOf(MAIL_SECRET),
  confirmedAt: AT,
};

async function createService(contact?: Contact) {
  const store = new MemoryFeedbackStore(() => Date.parse(AT));
  await store.add(OWN, contact);
  const say = (member: unknown, secret = SECRET) =>
    answerBeta(
      ownEvent({
        method: 'POST',
        headers: { 'content-type': 'application/json', Authorization: `Bearer ${secret}` },
        body: JSON.stringify({ member }),
      }),
      store,
    );
  return { store, say, contact: async () => (await store.read(OWN.id))?.contact };
}

test.each([SECRET, MAIL_SECRET])('who has confirmed joins again, with %s', async (secret) => {
  const { say, contact } = await createService({ ...confirmed, beta: beta('out', 2) });
  expect(bodyOf(await say(true, secret))).toMatchObject({ beta: 'joining', mayJoinBeta: false });
  expect(await contact()).toMatchObject({ beta: beta('in', 3) });
});

test('nobody joins who has not confirmed the mailbox, with whichever secret', async () => {
  const { confirmedAt: _, ...unconfirmed } = confirmed;
  for (const wish of ['in', 'out'] as const) {
    const { say, contact } = await createService({ ...unconfirmed, beta: beta(wish) });
    for (const secret of [SECRET, MAIL_SECRET]) {
      await expect(say(true, secret)).rejects.toMatchObject({ code: 'mailbox_unproven' });
    }
    expect((await contact())?.beta).toEqual(beta(wish));
  }
});

test.each([SECRET, MAIL_SECRET])('either secret leaves, confirmed or not: %s', async (secret) => {
  for (const contact of [confirmed, { ...CONTACT, mailSecretHash: secretHashOf(MAIL_SECRET) }]) {
    const service = await createService({ ...contact, beta: beta('in') });
    expect(bodyOf(await service.say(false, secret))).toMatchObject({ beta: 'out' });
    expect((await service.contact())?.beta).toEqual(beta('out', 2));
  }
});

test.each<[string, Partial<Contact>, boolean, string]>([
  ['to join what is under way', { beta: beta('in') }, true, 'joining'],
  ['to join where one is in', { beta: beta('in'), ...outcomeOf(1, 'in') }, true, 'in'],
  ['to leave twice', { beta: beta('out', 2) }, false, 'out'],
])('%s changes nothing, and is answered', async (_, more, member, state) => {
  const { say, contact } = await createService({ ...confirmed, ...more });
  expect(bodyOf(await say(member))).toMatchObject({ beta: state });
  expect(await contact()).toEqual({ ...confirmed, ...more });
});

test('whom nobody took may ask again, and what came of it before says nothing then', async () => {
  const refused = { ...confirmed, beta: beta('in'), ...outcomeOf(1, 'closed') };
  const { say, contact } = await createService(refused);
  expect(bodyOf(await say(true))).toMatchObject({ beta: 'joining' });
  expect((await contact())?.beta).toEqual(beta('in', 2));
});

test('whoever joins and leaves all the time may leave, and not join once more', async () => {
  const { say } = await createService({ ...confirmed, beta: beta('in', 20) });
  expect(bodyOf(await say(false))).toMatchObject({ beta: 'out', mayJoinBeta: false });
  await expect(say(true)).rejects.toMatchObject({ code: 'beta_unavailable' });
});

test.each<[string, Contact | undefined]>([
  ['no address was left', undefined],
  ['it was not asked for', confirmed],
])('where %s, nobody can join, and there is nothing to leave', async (_, given) => {
  const { say, contact } = await createService(given);
  await expect(say(true)).rejects.toMatchObject({ code: 'beta_unavailable' });
  expect(bodyOf(await say(false))).not.toHaveProperty('beta');
  expect(await contact()).toEqual(given);
});

test('a contact that is erased in between is not written again', async () => {
  const { store, say } = await createService({ ...confirmed, beta: beta('in') });
  const read = store.read.bind(store);
  store.read = async (id) => {
    const found = await read(id);
    await store.erase(id);
    return found;
  };
  await expect(say(false)).rejects.toMatchObject({ code: 'not_found' });
});

test.each([[undefined], [null], ['true'], [1], [{}]])('refuses %j', async (member) => {
  const { say } = await createService({ ...confirmed, beta: beta('in') });
  await expect(say(member)).rejects.toMatchObject({ code: 'beta_invalid' });
});

test('a wrong secret finds nothing, whatever it wants', async () => {
  const { say } = await createService({ ...confirmed, beta: beta('in') });
  await expect(say(false, 'guess')).rejects.toMatchObject({ code: 'not_found' });
});

import fc from 'fast-check';
import { secretHashOf } from '../../../../functions/feedback/item-secret.ts';
import { ownFeedback } from '../../../../functions/feedback/reporter/own-feedback.ts';
import { Problem } from '../../../../functions/shared/problem.ts';
import { CONTACT } from '../../../support/feedback-store-contract.ts';
import { OWN, type OwnRequest, ownEvent, SECRET, storeWithOwn } from '../../../support/reporter.ts';

async function codeOf(request: OwnRequest): Promise<string> {
  try {
    await ownFeedback(ownEvent(request), await storeWithOwn());
    return 'given';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

const OTHER_ID = '0c8a3f04-5d1e-4c55-9f0e-0d5ac3b1a003';
const authorization = (Authorization: string) => ({ headers: { Authorization } });

test.each([`Bearer ${SECRET}`, `bearer  ${SECRET}`, ` BEARER ${SECRET} `])(
  'gives feedback to its reporter, who sends %j',
  async (value) => {
    expect(await codeOf(authorization(value))).toBe('given');
  },
);

test.each(['', 'Bearer', 'Bearer ', SECRET, `Basic ${SECRET}`, `Bearer ${SECRET} x`, 'Bearer ü'])(
  'asks for the secret where %j is sent',
  async (value) => {
    const asked = ownFeedback(ownEvent(authorization(value)), await storeWithOwn());
    await expect(asked).rejects.toMatchObject({
      code: 'unauthorized',
      headers: { 'www-authenticate': 'Bearer' },
    });
  },
);

test('is not there for another secret', async () => {
  expect(await codeOf(authorization(`Bearer ${SECRET}x`))).toBe('not_found');
  expect(await codeOf(authorization(`Bearer ${OWN.secretHash}`))).toBe('not_found');
});

test.each([
  '0c8a3f04-5d1e-4c55-9f0e-0d5ac3b1a002',
  'nobody',
  '__proto__',
  '',
  'x'.repeat(3_000), // more than DynamoDB takes as a key
  OWN.id.toUpperCase(),
])('is not there under the id %j', async (id) => {
  expect(await codeOf({ id })).toBe('not_found');
});

test('opens to the secret of the mails about it, and says that the mailbox is proven', async () => {
  const store = await storeWithOwn();
  await store.add({ ...OWN, id: OTHER_ID }, { ...CONTACT, mailSecretHash: secretHashOf('mailed') });
  const open = (secret: string) =>
    ownFeedback(ownEvent({ id: OTHER_ID, ...authorization(`Bearer ${secret}`) }), store);
  expect(await open('mailed')).toMatchObject({ isMailboxProven: true });
  expect(await open(SECRET)).toMatchObject({ isMailboxProven: false });
  await expect(open('other')).rejects.toMatchObject({ code: 'not_found' });
});

test('tells nobody whether an id or a secret was wrong', async () => {
  const store = await storeWithOwn();
  const wrong = [
    ownEvent({ id: '0c8a3f04-5d1e-4c55-9f0e-0d5ac3b1a002' }),
    ownEvent(authorization('Bearer x')),
  ];
  const said = wrong.map((event) => ownFeedback(event, store).catch(({ message }) => message));
  const [unknownId, wrongSecret] = await Promise.all(said);
  expect(unknownId).toBe(wrongSecret);
});

test('opens to no other secret than its own', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (secret) => {
      fc.pre(secret.trim() !== SECRET);
      expect(await codeOf(authorization(`Bearer ${secret}`))).not.toBe('given');
    }),
  );
});

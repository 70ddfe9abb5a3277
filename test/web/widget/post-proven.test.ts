import type { Outcome } from '../../../web/widget/outcome.ts';
import { type Posting, postProven } from '../../../web/widget/post-proven.ts';

const SENT: Outcome = { kind: 'sent' };
const CHALLENGED: Outcome = { kind: 'challenged' };
const LATER: Outcome = { kind: 'later' };

/** What is answered to one post after the other, and what they bring along. */
function posting(answers: readonly Outcome[], prove: Posting['prove'] = async () => 'proof') {
  const proofs: (string | undefined)[] = [];
  const leaving = new AbortController();
  const post = async (proof?: string) => answers[proofs.push(proof) - 1] ?? LATER;
  return { proofs, leave: () => leaving.abort(), post, prove, leaving: leaving.signal };
}

function waiter() {
  const controller = new AbortController();
  const told: number[] = [];
  const tell = (seconds: number) => told.push(seconds);
  return { told, tell, signal: controller.signal, withdraw: () => controller.abort() };
}

/** Works until it is stopped, and then answers that it was. */
const untilStopped: Posting['prove'] = (signal, onEstimate) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined));
    onEstimate(7);
  });

test('nobody works where the API does not ask for it', async () => {
  const letter = posting([SENT]);
  expect(await postProven(letter, waiter())).toEqual(SENT);
  expect(letter.proofs).toEqual([undefined]);
});

test('where it asks, the second post brings the proof', async () => {
  const letter = posting([CHALLENGED, SENT]);
  expect(await postProven(letter)).toEqual(SENT);
  expect(letter.proofs).toEqual([undefined, 'proof']);
});

test('whoever waits is told how long, and may have the letter back: nothing more is sent', async () => {
  const letter = posting([CHALLENGED, SENT], untilStopped);
  const visitor = waiter();
  const outcome = postProven(letter, {
    signal: visitor.signal,
    tell(seconds) {
      visitor.tell(seconds);
      visitor.withdraw();
    },
  });
  expect(await outcome).toEqual({ kind: 'withdrawn' });
  expect(visitor.told).toEqual([7]);
  expect(letter.proofs).toEqual([undefined]);
});

test.each<[string, Posting['prove']]>([
  ['fails', async () => Promise.reject(new Error('no https'))],
  ['comes to nothing', async () => undefined],
  ['is not good enough', async () => 'proof'],
])('the letter waits where the work %s', async (_, prove) => {
  expect(await postProven(posting([CHALLENGED, CHALLENGED], prove), waiter())).toEqual(LATER);
});

test('the letter waits for the next page where the widget leaves this one', async () => {
  const letter = posting([CHALLENGED, SENT], untilStopped);
  const outcome = postProven(letter, waiter());
  await Promise.resolve();
  letter.leave();
  expect(await outcome).toEqual(LATER);
  expect(letter.proofs).toEqual([undefined]);
});

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalCloud } from '../../local/local-cloud.ts';
import { takeInventory } from '../../local/start/inventory.ts';
import { startLocalStage } from '../local-stage.ts';
import type { Figure } from '../report.ts';

const POSTS = 1_000;
const AT_ONCE = 50;

/** Every so many posts the answer gets lost on its way, and the sender tries again, as the widget does. */
const LOST_ANSWER_EVERY = 10;

/** 409 while the first of two is still running, 5xx while the machine has too much to do: its sender comes back. */
const COME_BACK_MS = 250;
const ATTEMPTS = 40;

/** Posts of many visitors at once, through gateway, function and table of the local cloud. */
export async function thousandPosts(folder: string): Promise<readonly Figure[]> {
  const cloud = await startLocalStage(folder);
  try {
    const { apis, keys, tables } = takeInventory(cloud.resources(), 'prod', [
      'storefront-prod-feedback',
    ]);
    const post = poster(`${apis['feedback']}/v1/feedback`, keys['feedback'] ?? '');
    const startedMs = performance.now();
    const answered = await postAll(post);
    const seconds = (performance.now() - startedMs) / 1000;
    return figures(answered, await storedIds(cloud, tables['feedback'] ?? ''), seconds);
  } finally {
    await cloud.stop();
  }
}

type Post = (letter: number) => Promise<string>;

function figures(answered: readonly string[], stored: readonly string[], seconds: number) {
  const told = new Set(answered);
  const kept = new Set(stored);
  const none = { unit: '', budget: { atMost: 0 } };
  return [
    {
      name: `posts that were lost, of ${POSTS} by ${AT_ONCE} at once`,
      value: POSTS - [...told].filter((id) => kept.has(id)).length,
      ...none,
    },
    { name: 'posts that were doubled', value: stored.length - told.size, ...none },
    { name: 'posts through the local cloud', value: POSTS / seconds, unit: 'a second' },
  ];
}

/** A visitor's one letter until it is answered 202; gives the id of the feedback. */
function poster(url: string, key: string): Post {
  return async (letter) => {
    const headers = {
      'content-type': 'application/json',
      'x-api-key': key,
      'idempotency-key': randomUUID(),
    };
    const body = JSON.stringify({ kind: 'idea', message: `Wish number ${letter} of a visitor` });
    const send = () => sendUntilKept(url, { method: 'POST', headers, body });
    if (letter % LOST_ANSWER_EVERY !== 0) return send();
    const [first, second] = await Promise.all([send(), send()]);
    return first === second ? first : `${first} and ${second}`;
  };
}

async function sendUntilKept(url: string, request: RequestInit): Promise<string> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const answer = await fetch(url, request);
    const { id } = (await answer.json()) as { readonly id?: string };
    if (answer.status === 202 && id !== undefined) return id;
    const mayComeBack = answer.status === 409 || answer.status >= 500;
    if (!mayComeBack) throw new Error(`A post was answered ${answer.status}`);
    await sleep(COME_BACK_MS);
  }
  throw new Error(`A post was not kept in ${ATTEMPTS} attempts`);
}

/** Nobody stops while others are still sending; then the first failure is told. */
async function postAll(post: Post): Promise<readonly string[]> {
  const letters = Array.from({ length: POSTS }, (_, index) => index);
  const answered: string[] = [];
  const visitor = async () => {
    for (let letter = letters.pop(); letter !== undefined; letter = letters.pop()) {
      answered.push(await post(letter));
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, visitor));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return answered;
}

async function storedIds({ cloud }: LocalCloud, TableName: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let from: object | undefined;
  do {
    const input = { TableName, ...(from && { ExclusiveStartKey: from }) };
    const page = await cloud.call('dynamodb', 'Scan', input, { kind: 'root' });
    const items = page.Items as readonly { id?: { S: string }; sk: { S: string } }[];
    ids.push(...items.flatMap(({ id, sk }) => (sk.S === 'FEEDBACK' && id ? [id.S] : [])));
    from = page.LastEvaluatedKey;
  } while (from);
  return ids;
}

import type { NowMs } from '../../shared/clock.ts';
import { Unavailable } from '../../shared/unavailable.ts';
import type { Challenge } from './challenge.ts';
import { type ChallengeKeys, firstKeys, rotated, signingKey } from './challenge-keys.ts';
import type { ChallengeStore } from './challenge-store.ts';
import { newChallenge } from './new-challenge.ts';
import { newHmacKey } from './new-hmac-key.ts';

export interface GiveChallengeDependencies {
  readonly store: Pick<ChallengeStore, 'read' | 'replaceKeys'>;
  readonly now: NowMs;
  readonly randomBytes: (count: number) => Buffer;
}

/** One more than can get in each other's way: whoever is slower finds the other's keys at the next attempt. */
const ATTEMPTS = 3;

/** A challenge for whoever asks, under keys that are made when they are first needed, and anew each day. */
export async function giveChallenge(dependencies: GiveChallengeDependencies): Promise<Challenge> {
  const { now, randomBytes } = dependencies;
  const keys = await keysInUse(dependencies);
  return newChallenge(signingKey(keys, now()), now(), randomBytes);
}

async function keysInUse(dependencies: GiveChallengeDependencies): Promise<ChallengeKeys> {
  const { store, now, randomBytes } = dependencies;
  const newKey = () => newHmacKey(randomBytes);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { keys } = await store.read();
    const due = keys ? rotated(keys, newKey, now()) : firstKeys(newKey(), now());
    if (keys && !due) return keys;
    if (due && (await store.replaceKeys(keys, due))) return due;
  }
  throw new Unavailable('Others change the keys of challenges at this moment');
}

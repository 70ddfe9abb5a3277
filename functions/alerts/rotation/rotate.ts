import * as z from 'zod/mini';

/** What Secrets Manager calls a rotation function with: once for each of its four steps. */
export interface RotationStep {
  readonly secretId: string;
  /** Id of the version that is to become the current one. */
  readonly token: string;
  readonly step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';
}

/** One secret of Secrets Manager. */
export interface RotatedSecret {
  /** Labels of each version, by its id. */
  stages(): Promise<Readonly<Record<string, readonly string[]>>>;
  /** The current text. */
  current(): Promise<string>;
  /** The text of a version that waits to become the current one; undefined where it has none yet. */
  pending(token: string): Promise<string | undefined>;
  putPending(token: string, text: string): Promise<void>;
  /** The current version becomes the previous one: what is signed bears both signatures until the next rotation. */
  makeCurrent(token: string, formerId: string | undefined): Promise<void>;
}

const CURRENT = 'AWSCURRENT';
const PENDING = 'AWSPENDING';

/**
 * Takes one step of a rotation: a new key, all else in the secret as it is. Each may come twice, and after any other has been
 * cut off.
 *
 * @param newKey - base64 of random bytes
 */
export async function rotate(
  { token, step }: RotationStep,
  secret: RotatedSecret,
  newKey: () => string,
): Promise<void> {
  const stages = await secret.stages();
  const own = stages[token];
  if (own === undefined) throw new Error(`The version ${token} is none of this secret's`);
  if (own.includes(CURRENT)) return; // it was done
  if (!own.includes(PENDING)) throw new Error(`The version ${token} is not set for a rotation`);
  if (step === 'createSecret') return create(token, secret, newKey);
  if (step === 'testSecret') return test(token, secret);
  if (step === 'finishSecret') {
    const [former] = Object.entries(stages).find(([, labels]) => labels.includes(CURRENT)) ?? [];
    await secret.makeCurrent(token, former);
  }
  // setSecret: receivers learn the new key by `afterprod alerts key`; until then the old one's signature holds.
}

async function create(token: string, secret: RotatedSecret, newKey: () => string): Promise<void> {
  if ((await secret.pending(token)) !== undefined) return;
  const text = JSON.stringify({ ...contentOf(await secret.current()), key: newKey() });
  await secret.putPending(token, text);
}

async function test(token: string, secret: RotatedSecret): Promise<void> {
  const { key } = contentOf((await secret.pending(token)) ?? '');
  if (!key) throw new Error(`The version ${token} has no key: rotate again`);
}

/** A secret that holds something else keeps nothing of it: its route is not connected then, which is known. */
function contentOf(text: string): Readonly<Record<string, string>> {
  try {
    return z.record(z.string(), z.string()).safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

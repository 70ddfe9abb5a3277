import type { NowMs } from '../../shared/clock.ts';
import type { SecretReference } from '../targets/secret-reference.ts';
import { KeptValues } from './kept-values.ts';
import { NotSent } from './not-sent.ts';

/** Reads secrets when they are needed. Rejects with `NotSent`; no message holds a secret's value. */
export interface SecretReader {
  read(reference: SecretReference): Promise<string>;
  /** It was refused: it may have been changed, and is read again the next time. */
  forget(reference: SecretReference): void;
}

/** Fetches the whole text of a secret or parameter, undefined where it holds none. Rejects with what AWS says. */
export type FetchSecret = (reference: SecretReference) => Promise<string | undefined>;

/** A secret that was changed is known after so long at the latest. */
const LIFETIME_MS = 300_000;

export function createSecretReader(fetch: FetchSecret, now: NowMs): SecretReader {
  const texts = new KeptValues<string>(now);
  return {
    async read(reference) {
      const text = await texts.get(nameOf(reference), async () => ({
        value: await textOf(reference, fetch),
        lifetimeMs: LIFETIME_MS,
      }));
      const value = 'field' in reference ? fieldOf(text, reference) : text;
      return value.replace(/[\r\n]+$/, ''); // as `echo` leaves it
    },
    forget: (reference) => texts.forget(nameOf(reference)),
  };
}

/** The same for all fields of a secret: they are read together. */
function nameOf(reference: SecretReference): string {
  return 'secret' in reference ? `secret ${reference.secret}` : `parameter ${reference.parameter}`;
}

async function textOf(reference: SecretReference, fetch: FetchSecret): Promise<string> {
  const text = await fetch(reference).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.name : 'no reason was given';
    throw new NotSent(`the ${nameOf(reference)} could not be read: ${why}`, { cause });
  });
  if (text) return text;
  throw new NotSent(`the ${nameOf(reference)} holds no text`);
}

function fieldOf(text: string, reference: { secret: string; field?: string }): string {
  const { field } = reference;
  if (field === undefined) return text;
  const fields = parsed(text);
  if (typeof fields !== 'object' || fields === null) {
    throw new NotSent(`the ${nameOf(reference)} is no JSON object, so it has no field ${field}`);
  }
  const value: unknown = Reflect.get(fields, field);
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw new NotSent(`the ${nameOf(reference)} has no text in its field ${field}`);
}

/** Without JSON.parse's own error: it quotes the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

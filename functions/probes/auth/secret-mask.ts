import type { AttemptResult } from '../kinds/attempt-result.ts';
import { secretForms } from './secret-forms.ts';

/** So much of a secret betrays it; what is shorter is guessed rather than read. */
const TELLING_LENGTH = 6;

/** Of tokens a process sees many. */
const MAX_SECRETS = 1_000;

const MASK = '***';

/** How an excerpt ends that leaves something out. */
const CUT = '…';

/** Keeps secrets out of what is said of a target that sends back what it was sent. */
export class SecretMask {
  readonly #secrets = new Map<string, readonly string[]>();

  add(secret: string): void {
    if (secret.length < TELLING_LENGTH) return;
    const forms = this.#secrets.get(secret) ?? secretForms(secret);
    this.#secrets.delete(secret); // the latest stays longest
    this.#secrets.set(secret, forms);
    const [oldest] = this.#secrets.keys();
    if (this.#secrets.size > MAX_SECRETS && oldest !== undefined) this.#secrets.delete(oldest);
  }

  /** The text with a mask for each secret, also for one that an excerpt has cut. */
  over(text: string): string {
    let masked = text;
    for (const forms of this.#secrets.values()) {
      for (const form of forms) masked = without(form, masked);
    }
    return masked;
  }

  overResult(result: AttemptResult): AttemptResult {
    if (this.#secrets.size === 0) return result;
    const { steps, checks } = result;
    return {
      ...result,
      sentence: this.over(result.sentence),
      ...(steps && {
        steps: steps.map((step) => ({ ...step, sentence: this.over(step.sentence) })),
      }),
      ...(checks && {
        checks: checks.map(({ observedValue, output, ...check }) => ({
          ...check,
          name: this.over(check.name),
          ...(observedValue !== undefined && { observedValue: this.over(observedValue) }),
          ...(output !== undefined && { output: this.over(output) }),
        })),
      }),
    };
  }
}

function without(secret: string, text: string): string {
  const start = secret.slice(0, TELLING_LENGTH);
  let masked = '';
  let from = 0;
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    const length = sharedLength(secret, text, at);
    const isTold = length === secret.length || text[at + length] === CUT;
    if (!isTold || at < from) continue;
    masked += text.slice(from, at) + MASK;
    from = at + length;
  }
  return masked + text.slice(from);
}

/** How far the text goes on as the secret does. */
function sharedLength(secret: string, text: string, at: number): number {
  let length = TELLING_LENGTH;
  while (length < secret.length && text[at + length] === secret[length]) length += 1;
  return length;
}

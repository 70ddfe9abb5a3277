import { attempt } from './attempt.ts';
import { compose, type Faults } from './compose.ts';
import type { DialogView } from './dialog-view.ts';
import type { Dictionary } from './dictionary.ts';
import type { FormView } from './form-view.ts';
import type { Letter } from './letter.ts';
import type { Outcome } from './outcome.ts';
import type { Context } from './page-facts.ts';
import type { FollowLetter } from './screenshot-slot.ts';
import type { Waiter } from './waiter.ts';

export interface ConversationParts {
  readonly texts: Dictionary;
  readonly form: FormView;
  readonly view: DialogView;
  /** Of the page, at the time of sending. */
  readonly context: () => Context;
  /** How toggles know the visitor. */
  readonly targetingKey: () => string | undefined;
  readonly send: (key: string, body: string, waiter: Waiter) => Promise<Outcome>;
  /** Sends the picture after its letter. */
  readonly followLetter: FollowLetter;
}

/** What the API may complain about, though the form has found nothing. */
const FAULT_OF: Readonly<Record<string, Faults>> = {
  '/message': { message: 'refused' },
  '/contact/email': { email: 'emailWrong' },
};

/** What is said to the visitor, from the click on "Send" to the end. */
export class Conversation {
  readonly #parts: ConversationParts;
  #isSending = false;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
  }

  async send(): Promise<void> {
    const { context, form, send, targetingKey, texts, view } = this.#parts;
    if (this.#isSending) return;
    const composed = compose(form.values(), context(), targetingKey());
    form.show(composed.faults ?? {});
    if (!composed.body) return;
    this.#isSending = true;
    view.setBusy(true);
    view.say(texts.sending);
    const letter = { key: newKey(), body: composed.body };
    await this.#answer(letter, await send(letter.key, letter.body, this.#waiter()));
    this.#isSending = false;
  }

  /** A letter that had to wait, perhaps since another page, has come to something. */
  async hear({ key, body }: Letter, outcome: Outcome): Promise<void> {
    const { followLetter, form, texts, view } = this.#parts;
    const thanks = await followLetter(this.#thanks(body), key, outcome, false);
    if (this.#isSending) return;
    if (outcome.kind === 'sent') view.say(thanks, outcome.statusUrl);
    if (outcome.kind !== 'refused') return;
    form.restore(String(attempt(() => JSON.parse(body).message) ?? ''));
    view.say(texts.refused);
  }

  /** Once it is said that there is work, closing the dialog takes the letter back; before, it is on its way. */
  #waiter(): Waiter {
    const { texts, view } = this.#parts;
    const withdrawal = new AbortController();
    const tell = (seconds: number) => {
      view.say(texts.working.replace('{seconds}', String(seconds)));
      view.allowCancel();
      view.dialog.addEventListener('close', () => withdrawal.abort(), { once: true });
    };
    return { signal: withdrawal.signal, tell };
  }

  async #answer({ key, body }: Pick<Letter, 'key' | 'body'>, outcome: Outcome): Promise<void> {
    const { followLetter, form, texts, view } = this.#parts;
    if (outcome.kind === 'withdrawn' || outcome.kind === 'refused') {
      view.setBusy(false);
      view.say(outcome.kind === 'refused' ? texts.refused : '');
      const { pointers } = { pointers: [], ...outcome };
      form.show(Object.assign({}, ...pointers.map((pointer) => FAULT_OF[pointer])));
      return;
    }
    const isSent = outcome.kind === 'sent';
    const said = isSent ? this.#thanks(body) : texts.kept;
    const allSaid = await followLetter(said, key, outcome, true);
    form.form.reset();
    view.setBusy(false);
    view.say(allSaid, isSent ? outcome.statusUrl : undefined);
    view.finish();
  }

  /** @param body - of a letter, perhaps from a storage that anybody may have written to */
  #thanks(body: string): string {
    const { mailbox, thanks } = this.#parts.texts;
    return attempt(() => JSON.parse(body).contact) ? `${thanks} ${mailbox}` : thanks;
  }
}

/** Not `randomUUID`: pages without https have none. */
function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

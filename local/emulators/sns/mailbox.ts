/** One mail that SNS would have sent. */
export interface Mail {
  readonly id: string;
  /** Driven time, in ISO 8601. */
  readonly at: string;
  readonly topicArn: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Older mails go when there are more than this. */
const CAPACITY = 1000;

/** The mails of all e-mail subscribers. */
export class Mailbox {
  readonly #mails: Mail[];
  readonly #onChange: () => void;

  constructor(mails: readonly Mail[], onChange: () => void) {
    this.#mails = [...mails];
    this.#onChange = onChange;
  }

  add(mail: Mail): void {
    this.#mails.push(mail);
    this.#mails.splice(0, this.#mails.length - CAPACITY);
    this.#onChange();
  }

  /** Oldest first, as they were given. */
  list(): readonly Mail[] {
    return this.#mails;
  }
}

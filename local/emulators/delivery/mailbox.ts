/** One mail that SNS or SES would have sent. */
export interface Mail {
  readonly id: string;
  /** Driven time, in ISO 8601. */
  readonly at: string;
  readonly from: string;
  /** All recipients, with commas between them. */
  readonly to: string;
  readonly subject: string;
  /** The text; a mail that has none shows its HTML here. */
  readonly body: string;
  /** Whose notification it is, where SNS sends it. */
  readonly topicArn?: string;
  /** SES's HTML part. */
  readonly html?: string;
  /** Further headers, e.g. `List-Unsubscribe`, in the sender's spelling. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Older mails go when there are more than this. */
const CAPACITY = 1000;

/** The mails of one service, kept in the order of their sending. */
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

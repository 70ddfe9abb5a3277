/** Where the reporter wants an answer. Kept apart from the feedback, and for less time. */
export interface Contact {
  readonly email: string;
  /** When the reporter allowed mails about this feedback: ISO 8601, UTC. */
  readonly consentedAt: string;
  /** When the link in the first mail was followed. @default - not yet: nothing else may be sent */
  readonly confirmedAt?: string;
  /** The keyed hash of the address, which finds all that came from it. @default - not there yet: the stream brings it */
  readonly subject?: string;
}

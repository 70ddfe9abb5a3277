/** What a mail is about. */
export type Letter =
  /** Whether mails may come at all: the first of two steps to consent. */
  | { readonly kind: 'ask'; readonly letsIntoBeta?: true }
  | { readonly kind: 'shipped'; readonly release?: string }
  | { readonly kind: 'declined' }
  /** The team's words. */
  | { readonly kind: 'reply'; readonly text: string };

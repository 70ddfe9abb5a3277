/** Whose resources these are: carried by the name of every table, topic, function, metric and alarm. */
export interface Identity {
  readonly project: string;
  readonly stage: string;
}

/** The physical name of a resource, e.g. `storefront-prod-feedback`. Beta and prod may share an account. */
export function nameOf(identity: Identity, ...parts: readonly string[]): string {
  return [identity.project, identity.stage, ...parts].join('-');
}

import type { SecretReference } from '../targets/secret-reference.ts';

/** Reads secrets when they are needed. Rejects with `NotSent`; no message holds a secret's value. */
export interface SecretReader {
  read(reference: SecretReference): Promise<string>;
  /** It was refused: it may have been changed, and is read again the next time. */
  forget(reference: SecretReference): void;
}

/**
 * A small task in the format of ALTCHA 2: find the counter for which a key, derived from `nonce` and counter, begins with
 * `keyPrefix`. Bytes are written in hexadecimal digits.
 */
export interface ChallengeParameters {
  readonly algorithm: typeof ALGORITHM;
  readonly nonce: string;
  readonly salt: string;
  /** Iterations of each derivation. */
  readonly cost: number;
  /** In bytes. */
  readonly keyLength: number;
  readonly keyPrefix: string;
  /** Signs the whole key, so that checking a solution derives nothing. */
  readonly keySignature: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

export interface Challenge {
  readonly parameters: ChallengeParameters;
  /** Of the parameters: nobody makes easier ones. */
  readonly signature: string;
}

export interface Solution {
  readonly counter: number;
  readonly derivedKey: string;
}

export const ALGORITHM = 'PBKDF2/SHA-256';

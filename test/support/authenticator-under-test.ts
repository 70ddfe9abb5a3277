import {
  type Authenticate,
  createAuthenticator,
} from '../../functions/probes/auth/authenticator.ts';
import { SecretMask } from '../../functions/probes/auth/secret-mask.ts';
import { createSecretReader } from '../../functions/probes/auth/secret-reader.ts';
import type { AwsKeys } from '../../functions/probes/auth/sigv4.ts';
import type { SendForToken } from '../../functions/probes/auth/tokens.ts';

export interface AuthenticatorUnderTest {
  readonly authenticate: Authenticate;
  /** Texts by the names of secrets and parameters; a test may change them. */
  readonly secrets: Map<string, string>;
  advance(ms: number): void;
}

const NO_TOKENS: SendForToken = () => Promise.reject(new Error('this test has no token endpoint'));

const KEYS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'session',
};

/** An authenticator at 2026-11-23 09:00 in UTC, with keys of AWS's documentation. */
export function authenticatorUnderTest(
  secretTexts: Readonly<Record<string, string>> = {},
  sendForToken = NO_TOKENS,
  awsKeys: AwsKeys = async () => KEYS,
): AuthenticatorUnderTest {
  let nowMs = Date.parse('2026-11-23T09:00:00Z');
  const now = () => nowMs;
  const secrets = new Map(Object.entries(secretTexts));
  const fetch = async (reference: { secret: string } | { parameter: string }) =>
    secrets.get('secret' in reference ? reference.secret : reference.parameter);
  const authenticate = createAuthenticator({
    secrets: createSecretReader(fetch, now),
    sendForToken,
    awsKeys,
    now,
    mask: new SecretMask(),
  });
  return {
    authenticate,
    secrets,
    advance: (ms) => {
      nowMs += ms;
    },
  };
}

import type { NowMs } from '../../shared/clock.ts';
import type { CookieJar } from '../journeys/cookie-jar.ts';
import type { HttpRequest } from '../targets/http-request.ts';
import { headerValues } from './header-values.ts';
import { prepare } from './prepare.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { schemeOf } from './scheme.ts';
import type { SecretMask } from './secret-mask.ts';
import type { SecretReader } from './secret-reader.ts';
import { type AwsKeys, sigv4Signer } from './sigv4.ts';
import { type SendForToken, Tokens } from './tokens.ts';

/** Makes a request ready to go out. Rejects with `NotSent` where it cannot. */
export type Authenticate = (request: HttpRequest, session?: Session) => Promise<PreparedRequest>;

/** What a journey carries from request to request. */
export interface Session {
  readonly cookies: CookieJar;
  /** Names of headers that hold what an answer said: no other origin gets them. */
  readonly privateHeaders: ReadonlySet<string>;
}

export interface AuthenticatorOptions {
  readonly secrets: SecretReader;
  readonly sendForToken: SendForToken;
  /** What requests to AWS are signed with. */
  readonly awsKeys: AwsKeys;
  readonly now: NowMs;
  /** Is told of all that must not be shown. */
  readonly mask: SecretMask;
}

/** One for the life of a process: it keeps secrets and tokens for as long as they hold. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticate {
  const { sendForToken, awsKeys, now, mask } = options;
  const secrets = masking(options.secrets, mask);
  const tokens = new Tokens({ secrets, send: sendForToken, now });
  const tools = { secrets, tokens, sigv4: sigv4Signer(awsKeys, now) };
  return async ({ auth, headers: named, url, ...request }, session) => {
    const scheme = await schemeOf(auth, tools);
    mask.add(credentialsIn(scheme.authorization));
    const { headers, references } = await headerValues(named, secrets);
    const forget = () => {
      scheme.forget();
      for (const reference of references.values()) secrets.forget(reference);
    };
    return prepare({
      ...request,
      url: new URL(url),
      headers,
      privateHeaders: new Set([...references.keys(), ...(session?.privateHeaders ?? [])]),
      scheme: { ...scheme, forget },
      ...(session && { session }),
    });
  };
}

function masking(secrets: SecretReader, mask: SecretMask): SecretReader {
  return {
    ...secrets,
    async read(reference) {
      const secret = await secrets.read(reference);
      mask.add(secret);
      return secret;
    },
  };
}

/** What follows the name of the scheme. */
function credentialsIn(authorization = ''): string {
  return authorization.slice(authorization.indexOf(' ') + 1);
}

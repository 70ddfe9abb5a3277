import type { HttpRequest } from '../../functions/probes/targets/http-request.ts';
import type { SecretReference } from '../../functions/probes/targets/secret-reference.ts';
import type { OneKind } from './one-kind.ts';

/** How a request is made. */
export interface RequestSettings {
  /**
   * GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS.
   * @default 'GET'
   */
  readonly method?: HttpRequest['method'];

  /**
   * Headers by name: a text, or where a secret stands, of which the value is read at run time. At most 30.
   * @default {}
   */
  readonly headers?: Readonly<Record<string, string | SecretReference>>;

  /**
   * What is sent; not with GET and HEAD.
   * @default - nothing
   */
  readonly body?: BodySettings;

  /**
   * So many redirects are followed; more make a failure. 0 takes a redirect for the answer. At most 10.
   * @default 5
   */
  readonly redirects?: number;

  /**
   * How the prober proves who it is. Nothing of it is sent to another origin.
   * @default - it does not
   */
  readonly auth?: AuthSettings;

  /**
   * Ports that a redirect may lead to, besides 80, 443 and the address's own. At most 10.
   * @default []
   */
  readonly ports?: readonly number[];
}

/** A body of one form: of `text`, `json` and `form`, one. */
export type BodySettings = OneKind<TextBody | JsonBody | FormBody>;

interface TextBody {
  /** At most 16000 characters. */
  readonly text: string;

  /**
   * A media type, e.g. `application/xml`.
   * @default 'text/plain; charset=utf-8'
   */
  readonly contentType?: string;
}

interface JsonBody {
  /** Sent as `application/json`: at most 16000 characters. */
  readonly json: unknown;
}

interface FormBody {
  /** Sent as `application/x-www-form-urlencoded`: at most 30 fields. */
  readonly form: Readonly<Record<string, string>>;
}

/** One way to prove who asks. */
export type AuthSettings = OneKind<BasicAuth | BearerAuth | OAuth2Auth | MtlsAuth | Sigv4Auth>;

interface BasicAuth {
  /** A name without a colon, and its password (RFC 7617). */
  readonly basic: { readonly user: string; readonly password: SecretReference };
}

interface BearerAuth {
  /** A token (RFC 6750). */
  readonly bearer: SecretReference;
}

interface OAuth2Auth {
  /** A token that is fetched with the client's credentials (RFC 6749, section 4.4), and kept until it expires. */
  readonly oauth2: OAuth2Settings;
}

interface MtlsAuth {
  /** A client's certificate and its key, both in PEM. */
  readonly mtls: { readonly certificate: SecretReference; readonly key: SecretReference };
}

interface Sigv4Auth {
  /** The prober's own role, for an API with IAM authorization. */
  readonly sigv4: Sigv4Settings;
}

export interface OAuth2Settings {
  /** Where tokens are fetched: an https address. */
  readonly tokenUrl: string;
  /** What the server knows us by. */
  readonly clientId: string;
  /** What proves it. */
  readonly clientSecret: SecretReference;
  /**
   * What the token is for, in the server's words, parted by spaces.
   * @default - none is asked for
   */
  readonly scope?: string;
  /**
   * Whom the token is for, where the server wants to know it.
   * @default - none is named
   */
  readonly audience?: string;
}

export interface Sigv4Settings {
  /**
   * What is called: an API of API Gateway, or the URL of a function (`lambda`).
   * @default 'execute-api'
   */
  readonly service?: 'execute-api' | 'lambda';

  /**
   * Where what is called is.
   * @default - the stage's
   */
  readonly region?: string;

  /**
   * ARN that the prober's role is allowed to call: of the function, or of the API's methods.
   * @default - the API that the address names, or each of the stage's account where it names none; `lambda` needs it
   */
  readonly resource?: string;
}

import type { HttpRequest } from '../../functions/probes/targets/http-request.ts';
import type { SecretReference } from '../../functions/probes/targets/secret-reference.ts';

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
   * What is sent: at most 16 kB; not with GET and HEAD.
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
export type BodySettings =
  | {
      readonly text: string;
      /** @default 'text/plain; charset=utf-8' */
      readonly contentType?: string;
      readonly json?: never;
      readonly form?: never;
    }
  | { readonly json: unknown; readonly text?: never; readonly form?: never }
  | {
      readonly form: Readonly<Record<string, string>>;
      readonly text?: never;
      readonly json?: never;
    };

/** One way to prove who asks. */
export type AuthSettings =
  /** A name and a password (RFC 7617). */
  | { readonly basic: { readonly user: string; readonly password: SecretReference } }
  /** A token (RFC 6750). */
  | { readonly bearer: SecretReference }
  /** A token that is fetched with the client's credentials (RFC 6749, section 4.4), and kept until it expires. */
  | { readonly oauth2: OAuth2Settings }
  /** A client's certificate and its key, both in PEM. */
  | { readonly mtls: { readonly certificate: SecretReference; readonly key: SecretReference } }
  /** The prober's own role, for an API with IAM authorization. */
  | { readonly sigv4: Sigv4Settings };

export interface OAuth2Settings {
  /** Where tokens are fetched: an https address. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: SecretReference;
  /** @default - none is asked for */
  readonly scope?: string;
  /** @default - none is named */
  readonly audience?: string;
}

export interface Sigv4Settings {
  /**
   * What is called: an API of API Gateway, or the URL of a function (`lambda`).
   * @default 'execute-api'
   */
  readonly service?: 'execute-api' | 'lambda';

  /** @default - the stage's */
  readonly region?: string;

  /**
   * ARN that the prober's role is allowed to call: of the function, or of the API's methods.
   * @default - the API that the address names, or each of the stage's account where it names none; `lambda` needs it
   */
  readonly resource?: string;
}

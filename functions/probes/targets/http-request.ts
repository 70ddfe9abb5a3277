import type { SecretReference } from './secret-reference.ts';

/** One request, as it is sent. `{{name}}` in a journey stands for a variable, in the URL, header values and bodies. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** A whole http or https address without credentials. The port that it names is allowed. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | SecretReference>>;
  readonly body?: RequestBody;
  /** More make a failure; 0 takes a redirect for the answer. At most 10. */
  readonly maxRedirects: number;
  readonly auth?: Auth;
  /** Ports that a redirect may lead to, besides 80, 443 and the URL's own. */
  readonly ports: readonly number[];
}

export type RequestBody =
  | { readonly text: string; readonly contentType: string }
  | { readonly json: unknown }
  | { readonly form: Readonly<Record<string, string>> };

/** None of it is sent to another origin than the URL's. */
export type Auth =
  | { readonly basic: { readonly user: string; readonly password: SecretReference } }
  | { readonly bearer: SecretReference }
  | { readonly oauth2: ClientCredentials }
  | { readonly mtls: { readonly certificate: SecretReference; readonly key: SecretReference } }
  /** Signed by the prober's own role. */
  | { readonly sigv4: { readonly service: string; readonly region: string } };

/** RFC 6749, section 4.4. */
export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: SecretReference;
  readonly scope?: string;
  readonly audience?: string;
}

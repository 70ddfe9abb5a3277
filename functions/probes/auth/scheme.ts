import { createSecureContext } from 'node:tls';
import type { Auth, ClientCredentials } from '../targets/http-request.ts';
import type { SecretReference } from '../targets/secret-reference.ts';
import { isHeaderValue } from './header-value.ts';
import { NotSent } from './not-sent.ts';
import type { ClientCertificate } from './prepared-request.ts';
import type { SecretReader } from './secret-reader.ts';
import type { Sigv4Sign, Sigv4Signer } from './sigv4.ts';
import type { Tokens } from './tokens.ts';

/** What one way to say who we are adds to a request. */
export interface Scheme {
  readonly authorization?: string;
  readonly clientCertificate?: ClientCertificate;
  readonly sign?: Sigv4Sign;
  /** What it is made of was refused. */
  readonly forget: () => void;
}

export interface SchemeTools {
  readonly secrets: SecretReader;
  readonly tokens: Tokens;
  readonly sigv4: Sigv4Signer;
}

type Mtls = Extract<Auth, { mtls: unknown }>['mtls'];

const NOTHING_TO_FORGET = () => undefined;

/** Reads what a request needs to say who we are. Rejects with `NotSent`. */
export async function schemeOf(auth: Auth | undefined, tools: SchemeTools): Promise<Scheme> {
  if (!auth) return { forget: NOTHING_TO_FORGET };
  if ('basic' in auth) return basic(auth.basic, tools);
  if ('bearer' in auth) return bearer(auth.bearer, tools);
  if ('oauth2' in auth) return oauth2(auth.oauth2, tools);
  if ('mtls' in auth) return mtls(auth.mtls, tools);
  return { sign: tools.sigv4(auth.sigv4), forget: NOTHING_TO_FORGET };
}

async function basic(
  { user, password }: Extract<Auth, { basic: unknown }>['basic'],
  { secrets }: SchemeTools,
): Promise<Scheme> {
  const pair = Buffer.from(`${user}:${await secrets.read(password)}`);
  return {
    authorization: `Basic ${pair.toString('base64')}`,
    forget: () => secrets.forget(password),
  };
}

async function bearer(reference: SecretReference, { secrets }: SchemeTools): Promise<Scheme> {
  const token = await secrets.read(reference);
  if (!isHeaderValue(token)) {
    throw new NotSent('its bearer token holds characters that no header may');
  }
  return { authorization: `Bearer ${token}`, forget: () => secrets.forget(reference) };
}

async function oauth2(credentials: ClientCredentials, { tokens }: SchemeTools): Promise<Scheme> {
  return {
    authorization: `Bearer ${await tokens.read(credentials)}`,
    forget: () => tokens.forget(credentials),
  };
}

async function mtls(references: Mtls, { secrets }: SchemeTools): Promise<Scheme> {
  const cert = await secrets.read(references.certificate);
  const key = await secrets.read(references.key);
  try {
    createSecureContext({ cert, key }); // else the connection would throw, with words that name neither
  } catch (cause) {
    throw new NotSent('its client certificate and key are no PEM, or not a pair', { cause });
  }
  return {
    clientCertificate: { cert, key },
    forget: () => {
      secrets.forget(references.certificate);
      secrets.forget(references.key);
    },
  };
}

import type { ClientCredentials } from '../targets/http-request.ts';
import { prepare } from './prepare.ts';
import type { PreparedRequest } from './prepared-request.ts';

/** Of a client: servers must take it in the header, and some take it in the body only (RFC 6749, section 2.3.1). */
export type SecretPlace = 'header' | 'body';

/** The request for a token, of the grant of client credentials (RFC 6749, section 4.4). */
export function tokenRequest(
  credentials: ClientCredentials,
  secret: string,
  place: SecretPlace,
): PreparedRequest {
  const { tokenUrl, clientId, scope, audience } = credentials;
  const pair = [clientId, secret].map(formEncoded).join(':');
  const authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  return prepare({
    method: 'POST',
    url: new URL(tokenUrl),
    headers: { accept: 'application/json', ...(place === 'header' && { authorization }) },
    body: {
      form: {
        grant_type: 'client_credentials',
        ...(scope !== undefined && { scope }),
        ...(audience !== undefined && { audience }),
        ...(place === 'body' && { client_id: clientId, client_secret: secret }),
      },
    },
  });
}

function formEncoded(text: string): string {
  return new URLSearchParams({ text }).toString().slice('text='.length);
}

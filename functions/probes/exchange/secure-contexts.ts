import { createSecureContext, type SecureContext } from 'node:tls';
import { NotSent } from '../auth/not-sent.ts';
import type { ClientCertificate } from '../auth/prepared-request.ts';

/** What handshakes have in common. Made once: it costs a third of a handshake. No session is ever resumed. */
export class SecureContexts {
  readonly #trusted: { readonly ca?: string };
  readonly #byClient = new WeakMap<ClientCertificate, SecureContext>();
  #anonymous: SecureContext | undefined;

  /** @param ca - in PEM, trusted instead of the authorities that Node knows (and those of `NODE_EXTRA_CA_CERTS`) */
  constructor(ca?: string) {
    this.#trusted = ca === undefined ? {} : { ca };
  }

  of(client: ClientCertificate | undefined): SecureContext {
    if (client === undefined) {
      this.#anonymous ??= createSecureContext(this.#trusted);
      return this.#anonymous;
    }
    const known = this.#byClient.get(client) ?? this.#identifying(client);
    this.#byClient.set(client, known);
    return known;
  }

  #identifying({ cert, key }: ClientCertificate): SecureContext {
    try {
      return createSecureContext({ ...this.#trusted, cert, key });
    } catch (error) {
      throw new NotSent('the client certificate and its key are no pair in PEM', { cause: error });
    }
  }
}

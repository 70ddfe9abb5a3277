import { createSecureContext, type SecureContext } from 'node:tls';
import type { ClientCertificate } from '../auth/prepared-request.ts';

/** What handshakes have in common. Made once: making it costs a third of a handshake. No session is ever resumed. */
export class SecureContexts {
  readonly #trusted: { readonly ca?: string };
  #anonymous: SecureContext | undefined;

  /** @param ca - in PEM, trusted instead of the authorities that Node knows (and those of `NODE_EXTRA_CA_CERTS`) */
  constructor(ca?: string) {
    this.#trusted = ca === undefined ? {} : { ca };
  }

  of(client: ClientCertificate | undefined): SecureContext {
    if (client !== undefined) return createSecureContext({ ...this.#trusted, ...client });
    this.#anonymous ??= createSecureContext(this.#trusted);
    return this.#anonymous;
  }
}

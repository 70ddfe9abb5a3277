import { performance } from 'node:perf_hooks';
import type { ConnectionTools } from '../../functions/probes/exchange/open-connection.ts';
import { SecureContexts } from '../../functions/probes/exchange/secure-contexts.ts';
import { createAddressGuard } from '../../functions/shared/address-guard.ts';

/** What requests are sent with; targets on this machine are allowed. */
export function askTools(differing: Partial<ConnectionTools> = {}): ConnectionTools {
  return {
    guard: createAddressGuard({ allowPrivate: ['127.0.0.0/8'] }),
    nowMs: () => performance.now(),
    now: () => new Date('2026-11-23T12:00:00Z'),
    contexts: new SecureContexts(),
    ...differing,
  };
}

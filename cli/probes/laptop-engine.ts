import { performance } from 'node:perf_hooks';
import { STSClient } from '@aws-sdk/client-sts';
import { awsSecrets } from '../../functions/probes/auth/aws-secrets.ts';
import { createEngine, type EngineOptions } from '../../functions/probes/engine.ts';
import type { Attempt } from '../../functions/probes/kinds/attempt.ts';
import { createAddressGuard } from '../../functions/shared/address-guard.ts';
import type { Target } from '../target.ts';

interface LaptopEngineOptions extends Pick<EngineOptions, 'heartbeat'> {
  readonly allowPrivate: readonly string[];
  /** Whose secrets are read, and whose requests signed: the caller's own. */
  readonly client: Target['client'];
}

/** On a monotonic clock, in milliseconds. */
export const laptopNowMs = () => performance.now();

/** What the prober attempts, attempted from this computer. */
export function laptopEngine({ allowPrivate, client, heartbeat }: LaptopEngineOptions): Attempt {
  return createEngine({
    guard: createAddressGuard({ allowPrivate }),
    nowMs: laptopNowMs,
    now: () => new Date(),
    worstDelaySince: () => 0, // a check that is left out would look like one that holds
    heartbeat,
    fetchSecret: awsSecrets(
      {
        secretsManager: () => import('@aws-sdk/client-secrets-manager'), // most probes need neither
        ssm: () => import('@aws-sdk/client-ssm'),
      },
      client,
    ),
    awsKeys: () => new STSClient(client).config.credentials(),
  });
}

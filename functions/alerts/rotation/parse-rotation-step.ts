import * as z from 'zod/mini';
import type { RotationStep } from './rotate.ts';

const EVENT = z.object({
  SecretId: z.string(),
  ClientRequestToken: z.string(),
  Step: z.enum(['createSecret', 'setSecret', 'testSecret', 'finishSecret']),
});

/** Reads what Secrets Manager calls with; whoever may invoke the function may call it with anything. */
export function parseRotationStep(event: unknown): RotationStep {
  const read = EVENT.safeParse(event);
  if (!read.success) {
    throw new Error(
      'A rotation is called with SecretId, ClientRequestToken and Step, which is one of the four of Secrets Manager',
    );
  }
  const { SecretId: secretId, ClientRequestToken: token, Step: step } = read.data;
  return { secretId, token, step };
}

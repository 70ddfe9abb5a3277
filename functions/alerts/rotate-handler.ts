import { randomBytes } from 'node:crypto';
import { createSecretsClient } from '../shared/secret-key.ts';
import { AwsRotatedSecret } from './rotation/aws-rotated-secret.ts';
import { parseRotationStep } from './rotation/parse-rotation-step.ts';
import { rotate } from './rotation/rotate.ts';

const client = createSecretsClient();

/** Standard Webhooks takes 24 to 64; three of them are four letters, without padding. */
const KEY_BYTES = 33;

/** A step in the rotation of a webhook's key, called by Secrets Manager. */
export async function handler(event: unknown): Promise<void> {
  const step = parseRotationStep(event);
  await rotate(step, new AwsRotatedSecret(client, step.secretId), () =>
    randomBytes(KEY_BYTES).toString('base64'),
  );
}

import { SESv2Client, type SESv2ClientConfig } from '@aws-sdk/client-sesv2';
import { PATIENCE } from '../../shared/patience.ts';

/**
 * A client of SES that sends each mail once: a second attempt of the SDK's after a lost answer would be a second mail.
 * The queue gives the task again, and the ledger knows what was begun.
 */
export function createSesClient(
  config: Pick<SESv2ClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): SESv2Client {
  return new SESv2Client({ ...config, ...PATIENCE, maxAttempts: 1 });
}

import { userInfo } from 'node:os';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { callerName } from '../functions/shared/caller-name.ts';
import type { Target } from './target.ts';

/** Knowing who it was must not hold up a kill on a day when STS is down. */
const WAIT_LIMIT_MS = 2_000;

/** Who gives this command, as the history shows it: the AWS identity, or the user of this computer on the local cloud. */
export async function callerOf({ local, client }: Target): Promise<string> {
  if (local) return userName();
  const sts = new STSClient({ ...client, maxAttempts: 1 });
  const abortSignal = AbortSignal.timeout(WAIT_LIMIT_MS);
  try {
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}), { abortSignal });
    if (Arn) return callerName(Arn);
  } catch {
    // What is wrong with the credentials, the table's own answer tells next.
  }
  return `${userName()} (unconfirmed: STS did not answer)`;
}

/** A container may run a user without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}

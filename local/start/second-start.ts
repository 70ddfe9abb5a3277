import { readFileSync } from 'node:fs';
import { z } from 'zod/mini';
import { dropLockOf } from '../data-dir.ts';
import { SetupError } from '../setup-error.ts';
import { localJsonIn, removeLocalJson } from './local-json.ts';
import { type Claim, stillRuns } from './still-runs.ts';

const CLAIM = z.object({ pid: z.int(), awsEndpoint: z.string() });

/** Refuses to start beside a local cloud that already uses this folder. What a killed one left there is removed. */
export async function refuseSecondStart(dataFolder: string): Promise<void> {
  const claim = readClaim(localJsonIn(dataFolder));
  if (claim && (await stillRuns(claim))) {
    throw new SetupError(
      `A local cloud runs already at ${claim.awsEndpoint} (process id ${claim.pid}). ` +
        `Stop it (Ctrl-C, or kill ${claim.pid}), or start another beside it: npm start -- --port 0 --data .afterprod-2`,
    );
  }
  if (claim) dropLockOf(dataFolder, claim.pid);
  removeLocalJson(dataFolder);
}

/** Undefined for half a file of an older version, a folder, or no file of ours: nothing to respect. */
function readClaim(file: string): Claim | undefined {
  try {
    const claim = CLAIM.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return claim.success ? claim.data : undefined;
  } catch {
    return undefined;
  }
}

/** What `local.json` says of the local cloud that wrote it. */
export interface Claim {
  readonly pid: number;
  readonly awsEndpoint: string;
}

const PATIENCE_MS = 2000;

/** Whether that local cloud runs still. After a kill its process id may be a stranger's, and so may its port. */
export async function stillRuns({ pid, awsEndpoint }: Claim): Promise<boolean> {
  return isAlive(pid) && (await answersAs(pid, awsEndpoint));
}

/** Signal 0 asks without doing anything; a process of another user counts as alive. */
function isAlive(pid: number): boolean {
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** One that takes the connection and is silent counts: it may be suspended (Ctrl-Z), and uses its data all the same. */
async function answersAs(pid: number, awsEndpoint: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const { headers } = await fetch(new URL('/clock', awsEndpoint), { signal });
    return headers.get('afterprod-pid') === String(pid);
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError';
  }
}

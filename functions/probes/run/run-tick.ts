import type { Lease } from '../store/probe-store.ts';
import { planRun } from './plan-run.ts';
import { isLate } from './punctuality.ts';
import { runGroup } from './run-group.ts';
import type { RunLimits, RunTools } from './run-tools.ts';
import type { Tick } from './tick.ts';

/** So long a run waits for what it can do without: all of it is time that probes do not have. */
const WAIT_MS = 5_000;

/** Probes all that a tick is for, unless it comes too late, or another run is at it. */
export async function runTick(tick: Tick, limits: RunLimits, tools: RunTools): Promise<void> {
  const { targets, log, now, nowMs, punctuality } = tools;
  if (!targets.some(({ group }) => group === tick.group))
    throw new Error(`probes.json has no target of the group '${tick.group}'`);
  const begunMs = nowMs();
  const latenessMs = punctuality.latenessMs(tick, now());
  if (isLate(latenessMs)) {
    log.warn('A tick came too late and is not made up', { ...tick, latenessMs });
    return;
  }
  const lease = leaseOf(tick, limits, tools);
  const [isOurs, releaseId] = await Promise.all([
    isLeased(lease, tools),
    inTime(tools.knownRelease(), tools),
  ]);
  if (!isOurs) {
    log.warn('A tick is left out: it is being run, or the run before it goes on', { ...tick });
    return;
  }
  const plan = planRun(targets, tick.group, latenessMs + nowMs() - begunMs);
  await runGroup(tick.group, plan, { ...limits, releaseId }, tools);
  await giveBack(lease, tools);
}

function leaseOf(tick: Tick, { holder, msLeft }: RunLimits, { region, now }: RunTools): Lease {
  const from = now();
  return { ...tick, region, holder, from, until: new Date(from.getTime() + msLeft()) };
}

/** Two runs at once are the smaller evil: without the database nobody would watch the service. */
async function isLeased(lease: Lease, tools: RunTools): Promise<boolean> {
  const { store, log } = tools;
  try {
    const answer = await inTime(store.lease(lease), tools);
    if (answer !== undefined) return answer;
    throw new Error(`The database did not answer within ${WAIT_MS} ms`);
  } catch (error) {
    log.error('The run has no lease, and goes on without', { error });
    return true;
  }
}

/** Undefined where it takes longer. */
async function inTime<T>(work: Promise<T>, { startTimer }: RunTools): Promise<T | undefined> {
  let stopTimer = () => {};
  const tooLong = new Promise<undefined>((done) => {
    stopTimer = startTimer(() => done(undefined), WAIT_MS);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    stopTimer();
  }
}

async function giveBack(lease: Lease, { store, log }: RunTools): Promise<void> {
  try {
    await store.giveBack(lease);
  } catch (error) {
    log.error('A lease could not be given back; it ends by itself', { error });
  }
}

import type { Lease } from '../store/probe-store.ts';
import { planRun } from './plan-run.ts';
import { runGroup } from './run-group.ts';
import type { RunLimits, RunTools } from './run-tools.ts';
import { isLate, type Tick } from './tick.ts';

/** Probes all that a tick is for, unless it comes too late, or another run is at it. */
export async function runTick(tick: Tick, limits: RunLimits, tools: RunTools): Promise<void> {
  const { targets, log, now } = tools;
  const plan = planRun(targets, tick, now());
  if (plan.length === 0) throw new Error(`probes.json has no target of the group '${tick.group}'`);
  if (isLate(tick, now())) {
    log.warn('A tick came too late and is not made up', { ...tick });
    return;
  }
  const lease = leaseOf(tick, limits, tools);
  const [isOurs, releaseId] = await Promise.all([isLeased(lease, tools), tools.knownRelease()]);
  if (!isOurs) {
    log.warn('A tick is left out: it is being run, or the run before it goes on', { ...tick });
    return;
  }
  await runGroup(tick.group, plan, { ...limits, releaseId }, tools);
  await giveBack(lease, tools);
}

function leaseOf(tick: Tick, { holder, msLeft }: RunLimits, { region, now }: RunTools): Lease {
  const from = now();
  return { ...tick, region, holder, from, until: new Date(from.getTime() + msLeft()) };
}

/** Two runs at once are the smaller evil: without the database nobody would watch the service. */
async function isLeased(lease: Lease, { store, log }: RunTools): Promise<boolean> {
  try {
    return await store.lease(lease);
  } catch (error) {
    log.error('The run has no lease, and goes on without', { error });
    return true;
  }
}

async function giveBack(lease: Lease, { store, log }: RunTools): Promise<void> {
  try {
    await store.giveBack(lease);
  } catch (error) {
    log.error('A lease could not be given back; it ends by itself', { error });
  }
}

import { editFeedback } from '../../functions/feedback/edits/edit-feedback.ts';
import { linkTo } from '../../functions/feedback/edits/link-to.ts';
import { setStatus } from '../../functions/feedback/edits/set-status.ts';
import type { Feedback } from '../../functions/feedback/feedback.ts';
import type { Verdict } from '../../functions/feedback/feedback-event.ts';
import { judge } from '../../functions/feedback/reporter/judge.ts';
import type { IsOn } from '../../functions/feedback/shipping/ship-with.ts';
import {
  type SweepDependencies,
  type Swept,
  sweep,
} from '../../functions/feedback/shipping/sweep.ts';
import type { Status } from '../../functions/feedback/status.ts';
import { MemoryFeedbackStore } from '../../functions/feedback/store/memory-feedback-store.ts';
import { MemoryReleaseStore } from '../../functions/releases/memory-release-store.ts';
import { recordMark } from '../../functions/releases/record-mark.ts';
import { FEEDBACK } from './feedback-store-contract.ts';

const START_MS = Date.parse('2026-11-23T10:00:00.000Z');

/** A stage with feedback, releases and toggles, in memory; each step takes a second. */
export function shippingStage() {
  let [nowMs, marks] = [START_MS, 0];
  const on = new Set<string>();
  const failures: string[] = [];
  const now = () => nowMs;
  const store = new MemoryFeedbackStore(now);
  const releases = new MemoryReleaseStore();
  const isOn: IsOn = (toggle, had) => on.has(toggle) || had === 'on';
  const step = () => {
    nowMs += 1_000;
    return new Date(nowMs).toISOString();
  };
  const author = () => ({ who: 'bob', at: step() });
  const dependencies: SweepDependencies = {
    store,
    releases,
    readToggles: async () => isOn,
    onFailure: (what) => failures.push(what),
    now,
  };
  return {
    store,
    releases,
    on,
    failures,
    /** The store, with some of its ways changed. */
    storeWith: (differing: Partial<SweepDependencies['store']>): SweepDependencies['store'] => ({
      read: (id) => store.read(id),
      replace: (before, after, events) => store.replace(before, after, events),
      pending: () => store.pending(),
      idsShippedBy: (release) => store.idsShippedBy(release),
      ...differing,
    }),
    /** Looks at everything, as on every event. */
    sweep: (differing: Partial<SweepDependencies> = {}): Promise<Swept> => {
      step();
      return sweep({ ...dependencies, ...differing });
    },
    async report(id: string, differing: Partial<Feedback> = {}): Promise<void> {
      const receivedAt = new Date(nowMs).toISOString();
      await store.add({ ...FEEDBACK, context: {}, receivedAt, ...differing, id });
    },
    async link(id: string, change: string, toggle?: string): Promise<void> {
      await editFeedback(store, id, linkTo(change, author(), toggle));
    },
    async move(id: string, status: Status): Promise<void> {
      await editFeedback(store, id, setStatus(status, author()));
    },
    async say(id: string, verdict: Verdict): Promise<void> {
      await editFeedback(store, id, (record) => {
        const judged = judge(record, verdict, step(), undefined);
        return judged && { after: judged.after, events: [judged.event] };
      });
    },
    /** Makes a release live whose history is these commits; without them nobody knows it. */
    async deploy(releaseId: string, ...commits: readonly string[]): Promise<void> {
      if (commits.length > 0) await releases.keepCommits(releaseId, { commits });
      marks += 1;
      const mark = { kind: 'live', markId: `m${marks}`, releaseId, at: step() } as const;
      await recordMark(releases, mark);
    },
    pass(days: number): void {
      nowMs += days * 24 * 3_600_000;
    },
    /** Its status, and the release that brought it there. */
    async look(id: string): Promise<string | undefined> {
      const record = await store.read(id);
      const last = record?.events.findLast(({ type }) => type === 'status' || type === 'verdict');
      const by = last?.type === 'status' && last.release ? ` by ${last.release}` : '';
      return record && `${record.feedback.status}${by}`;
    },
  };
}

import fc from 'fast-check';
import type { BetaChange } from '../../../../functions/feedback/beta/beta-change.ts';
import { wantsBeta } from '../../../../functions/feedback/beta/wants-beta.ts';
import { isMember } from '../../../../functions/toggles/members/member-list.ts';
import type { ToggleStore } from '../../../../functions/toggles/store/toggle-store.ts';
import { stageWithBeta } from '../../../support/beta-testers.ts';
import { CONTACT } from '../../../support/feedback-store-contract.ts';

/** Two visitors, of whom one gives feedback twice. */
const FEEDBACK: readonly BetaChange[] = [
  { id: 'a1', targetingKey: 'ann' },
  { id: 'a2', targetingKey: 'ann' },
  { id: 'b1', targetingKey: 'bob' },
];

const change = fc.constantFrom(...FEEDBACK);
const act = fc.record({ of: change, what: fc.constantFrom('join', 'join', 'leave', 'erase') });
const step = fc.record({
  act,
  /** Otherwise it is told later. */
  isTold: fc.boolean(),
  /** What the stream tells then besides, some of it for the second time. */
  told: fc.array(change, { maxLength: 2 }),
  /** What happens in the midst of working on it, and is worked on by another run of the function. */
  meanwhile: fc.option(act, { nil: undefined }),
});

type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

/** A stage, and what its stream has not told yet. */
class Beta {
  readonly untold = new Set<BetaChange>();
  readonly #stage: Awaited<ReturnType<typeof stageWithBeta>>;

  constructor(stage: Awaited<ReturnType<typeof stageWithBeta>>) {
    this.#stage = stage;
  }

  async take({ of, what }: Act): Promise<void> {
    const { feedback } = this.#stage;
    const wish = what === 'join' ? 'in' : 'out';
    const beta = { targetingKey: of.targetingKey, wish, turn: 2 } as const;
    if (what === 'erase') await feedback.erase(of.id);
    else await feedback.changeContact(of.id, { beta, confirmedAt: CONTACT.consentedAt });
    this.untold.add(of);
  }

  async tell(told: readonly BetaChange[], meanwhile?: Act): Promise<void> {
    for (const each of told) this.untold.delete(each);
    const toggles = interrupted(this.#stage.toggles, async () => {
      if (!meanwhile) return;
      await this.take(meanwhile);
      await this.tell([meanwhile.of]);
    });
    await this.#stage.settleWith({ toggles }, ...told);
  }

  async isListed(targetingKey: string): Promise<boolean> {
    return isMember(await this.#stage.rule(), targetingKey);
  }

  async isWanted(targetingKey: string): Promise<boolean> {
    const own = FEEDBACK.filter((each) => each.targetingKey === targetingKey);
    const records = await Promise.all(own.map(({ id }) => this.#stage.feedback.read(id)));
    return records.some((record) => wantsBeta(record?.contact));
  }
}

/** Runs `work` once, between what is read and what is written. */
function interrupted(store: ToggleStore, work: () => Promise<void>): ToggleStore {
  let isDone = false;
  const save: ToggleStore['save'] = async (...args) => {
    if (!isDone) {
      isDone = true;
      await work();
    }
    return store.save(...args);
  };
  const { readDocument, readHead, readVersion } = store;
  return Object.assign(Object.create(store), {
    readDocument: readDocument.bind(store),
    readHead: readHead.bind(store),
    readVersion: readVersion.bind(store),
    save,
  });
}

test('once every change was told, those are listed who want it, however it was told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const stage = await stageWithBeta();
      for (const { id, targetingKey } of FEEDBACK) {
        await stage.report(id, targetingKey, { confirmedAt: null });
      }
      const beta = new Beta(stage);
      for (const { act, isTold, told, meanwhile } of steps) {
        await beta.take(act);
        await beta.tell(isTold ? [act.of, ...told] : told, meanwhile);
      }
      await beta.tell([...beta.untold]);
      for (const key of ['ann', 'bob']) {
        expect(await beta.isListed(key)).toBe(await beta.isWanted(key));
      }
    }),
    { numRuns: 150 },
  );
});

import * as fc from 'fast-check';
import { carryOut } from '../../../cli/toggles/carry-out.ts';
import type { Act } from '../../../cli/toggles/plan.ts';
import { createToggle } from '../../../functions/toggles/edits/create-toggle.ts';
import { disableToggle } from '../../../functions/toggles/edits/disable-toggle.ts';
import { enableToggle } from '../../../functions/toggles/edits/enable-toggle.ts';
import { removeToggle } from '../../../functions/toggles/edits/remove-toggle.ts';
import { rollOut } from '../../../functions/toggles/edits/roll-out.ts';
import { undoChange } from '../../../functions/toggles/edits/undo-change.ts';
import { readStageToggles } from '../../../functions/toggles/stage-toggles.ts';
import type { ToggleStore } from '../../../functions/toggles/store/toggle-store.ts';
import { toggle } from '../../support/toggle-builders.ts';
import {
  ann,
  bob,
  editing,
  metadata,
  NOW,
  notAsked,
  overtakenBy,
  storeWithTwo,
} from '../../support/two-toggles.ts';

const enable = editing((document) => enableToggle(document, 'new-checkout'));

test('tells the effect, does it, and knows its revision', async () => {
  const store = await storeWithTwo();
  const told: string[] = [];
  const ask = async (effect: readonly string[]) => {
    told.push(...effect);
    return false;
  };
  const { revision } = await carryOut({ store, act: enable, author: ann, atMs: NOW }, ask);
  expect(told).toEqual(['new-checkout: off to everybody -> on to everybody']);
  expect(revision).toBe(2);
  expect(await store.history({ limit: 1 })).toMatchObject([{ revision: 2, who: 'ann' }]);
});

test('what is so already is neither asked nor written', async () => {
  const store = await storeWithTwo();
  const ask = jest.fn();
  const act = editing((document) => disableToggle(document, 'new-checkout'));
  const done = await carryOut({ store, act, author: ann, atMs: NOW }, ask);
  expect(done.revision).toBeUndefined();
  expect(ask).not.toHaveBeenCalled();
  expect(await store.history({ limit: 9 })).toHaveLength(1);
});

test('a refused question writes nothing', async () => {
  const store = await storeWithTwo();
  const refuse = () => Promise.reject(new Error('no'));
  const work = { store, act: enable, author: ann, atMs: NOW };
  await expect(carryOut(work, refuse)).rejects.toThrow('no');
  expect(await store.history({ limit: 9 })).toHaveLength(1);
});

test('nobody is asked about what the linter will refuse', async () => {
  const store = await storeWithTwo();
  const ask = jest.fn();
  const expired = toggle({ metadata: { ...metadata, expires: '2026-11-22' } });
  const act = editing((document) => createToggle(document, 'late', expired));
  const failed = carryOut({ store, act, author: ann, atMs: NOW }, ask);
  await expect(failed).rejects.toMatchObject({ code: 'toggle_invalid' });
  expect(ask).not.toHaveBeenCalled();
});

test('another toggle changed at the same moment: repeated, and nothing is lost', async () => {
  const store = await storeWithTwo();
  const other = editing((document) => enableToggle(document, 'other'));
  const work = { store: overtakenBy(store, other), act: enable, author: ann, atMs: NOW };
  expect(await carryOut(work, notAsked)).toMatchObject({ revision: 3 });
  const latest = await store.readDocument();
  expect(latest?.document.flags['new-checkout']?.defaultVariant).toBe('on');
  expect(latest?.document.flags['other']?.defaultVariant).toBe('on');
});

test('the same toggle changed at the same moment: a conflict that names the other change', async () => {
  const store = await storeWithTwo();
  const other = editing((document) => rollOut(document, 'new-checkout', 5));
  const work = { store: overtakenBy(store, other), act: enable, author: ann, atMs: NOW };
  await expect(carryOut(work, notAsked)).rejects.toMatchObject({
    code: 'toggle_conflict',
    message: expect.stringMatching(/bob .*new-checkout.*it was broken/),
  });
  expect(await store.history({ limit: 9 })).toHaveLength(2);
});

test('a rule that was rewritten in the same words is a conflict all the same', async () => {
  const ruled = (email: string) =>
    toggle({ metadata, targeting: { if: [{ '==': [{ var: 'email' }, email] }, 'on'] } });
  const replacing = (email: string): Act =>
    editing((document) => ({
      document: { ...document, flags: { ...document.flags, 'new-checkout': ruled(email) } },
      keys: ['new-checkout'],
      summary: email,
    }));
  const store = await storeWithTwo();
  await replacing('a@example.com')(store, ann);
  const overtaken = overtakenBy(store, replacing('b@example.com'));
  const work = { store: overtaken, act: replacing('c@example.com'), author: ann, atMs: NOW };
  await expect(carryOut(work, notAsked)).rejects.toMatchObject({ code: 'toggle_conflict' });
});

test('changed while somebody was asked: nothing is done, and who it was is told', async () => {
  const store = await storeWithTwo();
  const ask = async () => {
    await store.kill('new-checkout', 'off', bob);
    return true;
  };
  const work = { store, act: enable, author: ann, atMs: NOW };
  await expect(carryOut(work, ask)).rejects.toMatchObject({
    code: 'toggle_conflict',
    message: expect.stringMatching(/changed by bob .*it was broken.*Nothing was done/),
  });
});

test('always overtaken: it gives up with the conflict', async () => {
  const store = await storeWithTwo();
  let turn = 0;
  const other: Act = (...args) => {
    turn += 1;
    return editing((document) => rollOut(document, 'other', turn))(...args);
  };
  const work = { store: overtakenBy(store, other, 99), act: enable, author: ann, atMs: NOW };
  await expect(carryOut(work, notAsked)).rejects.toMatchObject({ code: 'toggle_conflict' });
  expect(turn).toBe(5);
});

describe('whatever is done in whatever order', () => {
  const KEYS = ['new-checkout', 'other', 'constructor', '__proto__'] as const;
  const acts: fc.Arbitrary<Act> = fc.oneof(
    fc.constantFrom(...KEYS).map((key) => editing((document) => enableToggle(document, key))),
    fc.constantFrom(...KEYS).map((key) => editing((document) => removeToggle(document, key))),
    fc
      .constantFrom(...KEYS)
      .map((key) => editing((document) => createToggle(document, key, toggle({ metadata })))),
    fc
      .tuple(fc.constantFrom(...KEYS), fc.integer({ min: 0, max: 100 }))
      .map(([key, percent]) => editing((document) => rollOut(document, key, percent))),
    fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom('on', 'off')).map(
      ([key, variant]): Act =>
        (store, author) =>
          store.kill(key, variant, author),
    ),
    fc.constantFrom(...KEYS).map(
      (key): Act =>
        (store, author) =>
          store.restore(key, author),
    ),
    fc.constant<Act>((store, author) => undoChange(store, {}, author)),
  );

  async function revisionOf(store: ToggleStore): Promise<number> {
    const { docVersion = 0, killVersion = 0 } = (await store.readHead()) ?? {};
    return docVersion + killVersion;
  }

  async function carriedOut(store: ToggleStore, act: Act) {
    try {
      return await carryOut({ store, act, author: ann, atMs: NOW }, notAsked);
    } catch (error) {
      expect(error).toMatchObject({ name: 'Problem' }); // such as no toggle of that key
      return undefined;
    }
  }

  async function doneAsTold(store: ToggleStore, act: Act): Promise<void> {
    const before = await revisionOf(store);
    const done = await carriedOut(store, act);
    if (done?.revision === undefined) return expect(await revisionOf(store)).toBe(before);
    expect([await revisionOf(store), done.revision]).toEqual([before + 1, before + 1]);
    const told = done.plan.rehearsal.after(ann);
    const state = await readStageToggles(store);
    expect(state.document).toEqual(told.document);
    expect(Object.keys(state.kills).sort()).toEqual(Object.keys(told.kills).sort());
  }

  test('what was told is what happened, one revision each', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { maxLength: 12 }), async (sequence) => {
        const store = await storeWithTwo();
        for (const act of sequence) await doneAsTold(store, act);
      }),
      { numRuns: 60 },
    );
  });
});

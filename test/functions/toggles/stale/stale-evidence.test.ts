import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { setDefaultVariant } from '../../../../functions/toggles/edits/set-default-variant.ts';
import { exposureHour } from '../../../../functions/toggles/exposures/exposure-hour.ts';
import { MemoryExposureStore } from '../../../../functions/toggles/exposures/memory-exposure-store.ts';
import { staleEvidence } from '../../../../functions/toggles/stale/stale-evidence.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import type { ToggleDocument } from '../../../../functions/toggles/toggle-document.ts';
import { guardedToggle } from '../../../support/rollout-builders.ts';
import { documentOf } from '../../../support/toggle-builders.ts';

const ANN = { who: 'ann', why: 'launch' };
const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2026-11-23T09:00:00.000Z');
const at = (daysAgo: number) => new Date(NOW_MS - daysAgo * DAY_MS).toISOString();

/** A stage in memory, whose past is written from its oldest day on. */
function stageOf() {
  const clock = { nowMs: NOW_MS };
  const nowMs = () => clock.nowMs;
  const toggles = new MemoryToggleStore(nowMs);
  const exposures = new MemoryExposureStore(nowMs);
  async function ago(days: number, act: () => Promise<unknown>) {
    clock.nowMs = NOW_MS - days * DAY_MS;
    await act();
    clock.nowMs = NOW_MS;
  }
  const count = (key: string, days: number) =>
    exposures.add([
      { hour: exposureHour(NOW_MS - days * DAY_MS), release: 'r1', key, variant: 'on', count: 1 },
    ]);
  return {
    toggles,
    exposures,
    ago,
    count,
    evidence: () => staleEvidence({ toggles, exposures }, NOW_MS),
  };
}

const create =
  (...keys: readonly string[]) =>
  (document: ToggleDocument) => {
    const flags = Object.fromEntries(keys.map((key) => [key, guardedToggle()]));
    const next = documentOf({ ...document.flags, ...flags });
    return { document: next, summary: `created ${keys}`, keys };
  };

test('knows when each toggle was last changed, and which there were thirty days ago', async () => {
  const { toggles, ago, evidence } = stageOf();
  await ago(90, () => editToggles(toggles, create('old', 'switched', 'killed'), ANN));
  await ago(31, () => editToggles(toggles, create('older'), ANN));
  await ago(29, () => editToggles(toggles, create('new'), ANN));
  await ago(20, () => editToggles(toggles, (it) => setDefaultVariant(it, 'switched', 'on'), ANN));
  await ago(10, () => toggles.kill('killed', 'off', ANN));
  const { lastChanges, existed, kills } = await evidence();
  expect(Object.fromEntries(lastChanges)).toEqual({
    old: at(90),
    older: at(31),
    new: at(29),
    switched: at(20),
    killed: at(10),
  });
  expect([...existed].sort()).toEqual(['killed', 'old', 'older', 'switched']);
  expect(Object.keys(kills)).toEqual(['killed']);
});

test('reads as far back as it has to, page by page', async () => {
  const { toggles, ago, evidence } = stageOf();
  await ago(40, () => editToggles(toggles, create('busy', 'quiet'), ANN));
  for (let change = 0; change < 250; change += 1) {
    const variant = change % 2 === 0 ? 'on' : 'off';
    await ago(5, () => editToggles(toggles, (it) => setDefaultVariant(it, 'busy', variant), ANN));
  }
  const { lastChanges, existed } = await evidence();
  expect(Object.fromEntries(lastChanges)).toEqual({ busy: at(5), quiet: at(40) });
  expect(existed).toEqual(new Set(['busy', 'quiet']));
});

test('finds nothing in a stage without toggles', async () => {
  expect(await stageOf().evidence()).toMatchObject({
    document: { flags: {} },
    existed: new Set(),
    served: undefined,
  });
});

test('knows what was served in thirty days, once it has been counting for longer', async () => {
  const { count, evidence } = stageOf();
  await count('long-ago', 32);
  await count('lately', 30);
  await count('today', 0);
  expect((await evidence()).served).toEqual(new Set(['lately', 'today']));
});

test.each([
  ['began within the thirty days', [30, 1]],
  ['began too long ago to prove anything', [38, 1]],
  ['has stopped', [31, 8]],
  ['never began', []],
])('knows nothing where counting %s', async (_, days) => {
  const { count, evidence } = stageOf();
  for (const day of days) await count('any', day);
  expect((await evidence()).served).toBeUndefined();
});

import { revisionMetric } from '../../../functions/toggles/revision-metric.ts';

test('counts edits and kills together, as the history does', () => {
  const { TogglesRevision } = revisionMetric({ docVersion: 7, killVersion: 2, kills: {} });
  expect(TogglesRevision.value).toBe(9);
});

test('is zero before the first edit, so that it is seen as a change', () => {
  expect(revisionMetric(undefined).TogglesRevision.value).toBe(0);
});

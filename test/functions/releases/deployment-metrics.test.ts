import { deploymentMetrics } from '../../../functions/releases/deployment-metrics.ts';
import { EMPTY_LEDGER, enter, type Ledger } from '../../../functions/releases/ledger.ts';
import type { Mark } from '../../../functions/releases/mark.ts';

const mark = (kind: Mark['kind'], releaseId: string, minute: number, replaces?: string): Mark =>
  ({
    kind,
    releaseId,
    markId: `${kind}-${releaseId}-${minute}`,
    at: `2026-11-23T10:${String(minute).padStart(2, '0')}:00.000Z`,
    ...(kind === 'started' && replaces !== undefined ? { replaces } : {}),
  }) as Mark;

/** What each mark is counted as, one after the other. */
function counted(...marks: readonly Mark[]) {
  let ledger: Ledger = EMPTY_LEDGER;
  return marks.map((each) => {
    const entry = enter(ledger, each);
    ledger = entry.ledger;
    return deploymentMetrics(entry.changed);
  });
}

test('a deployment begins, and ends when its release is live', () => {
  expect(counted(mark('started', 'a', 1), mark('live', 'a', 2))).toEqual([
    { DeploymentsBegun: 1 },
    { DeploymentsEnded: 1, ReleasesLive: 1 },
  ]);
});

test('what CloudFormation takes back has ended, once', () => {
  const [, , begun, back] = counted(
    mark('started', 'a', 1),
    mark('live', 'a', 2),
    mark('started', 'b', 3, 'a'),
    mark('started', 'a', 4, 'b'),
  );
  expect(begun).toEqual({ DeploymentsBegun: 1 });
  expect(back).toEqual({ DeploymentsEnded: 1, ReleasesLive: 1 });
});

test('a deployment that another one overtakes has ended when that one begins', () => {
  const [, overtaking] = counted(mark('started', 'a', 1), mark('started', 'b', 2));
  expect(overtaking).toEqual({ DeploymentsBegun: 1, DeploymentsEnded: 1 });
});

test('a mark that comes twice counts once', () => {
  const [, again] = counted(mark('started', 'a', 1), mark('started', 'a', 1));
  expect(again).toEqual({});
});

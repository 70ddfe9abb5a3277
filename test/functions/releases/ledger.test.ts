import * as fc from 'fast-check';
import {
  EMPTY_LEDGER,
  enter,
  type Ledger,
  standingOf,
} from '../../../functions/releases/ledger.ts';
import type { Mark } from '../../../functions/releases/mark.ts';
import type { Deployment } from '../../../functions/releases/release.ts';

/** The minute of the mark is its place in time; its id says what it is. */
function mark(kind: Mark['kind'], releaseId: string, minute: number, replaces?: string): Mark {
  const at = new Date(Date.UTC(2026, 10, 23, 9, minute)).toISOString();
  const base = { markId: `${kind}-${releaseId}-${minute}`, releaseId, at };
  if (kind !== 'started') return { ...base, kind };
  return { ...base, kind, ...(replaces === undefined ? {} : { replaces }) };
}

interface Records {
  readonly ledger: Ledger;
  readonly deployments: ReadonlyMap<string, Deployment>;
}

function record(marks: readonly Mark[]): Records {
  const deployments = new Map<string, Deployment>();
  let ledger = EMPTY_LEDGER;
  for (const each of marks) {
    const entry = enter(ledger, each);
    ledger = entry.ledger;
    for (const { deploymentId } of entry.withdrawn) deployments.delete(deploymentId);
    for (const changed of entry.changed) deployments.set(changed.deploymentId, changed);
  }
  return { ledger, deployments };
}

const statuses = ({ deployments }: Records) =>
  [...deployments.values()].map(({ releaseId, status }) => `${releaseId} ${status}`);

test('a release is deploying, then live, then superseded by the next', () => {
  const first = [mark('started', 'r1', 0), mark('live', 'r1', 1)];
  expect(statuses(record(first.slice(0, 1)))).toEqual(['r1 deploying']);
  expect(statuses(record(first))).toEqual(['r1 live']);
  const next = [...first, mark('started', 'r2', 2), mark('live', 'r2', 3)];
  expect(statuses(record(next))).toEqual(['r1 superseded', 'r2 live']);
});

test('a release is rolled back when one that was live before takes its place', () => {
  const marks = [
    ...[mark('started', 'r1', 0), mark('live', 'r1', 1)],
    ...[mark('started', 'r2', 2), mark('live', 'r2', 3)],
    ...[mark('started', 'r1', 4, 'r2'), mark('live', 'r1', 5)],
  ];
  expect(statuses(record(marks))).toEqual(['r1 superseded', 'r2 rolled_back', 'r1 live']);
});

test('when CloudFormation takes back a canary that failed, the older release is live again as a new deployment', () => {
  const marks = [
    ...[mark('started', 'r1', 0), mark('live', 'r1', 1)],
    ...[mark('started', 'r2', 2, 'r1'), mark('started', 'r1', 3, 'r2')],
  ];
  const records = record(marks);
  expect(statuses(records)).toEqual(['r1 superseded', 'r2 rolled_back', 'r1 live']);
  expect(standingOf(records.ledger).live).toMatchObject({
    deploymentId: 'started-r1-3',
    previousReleaseId: 'r1',
  });
});

test('a deployment that never went live is rolled back by the next', () => {
  const marks = [mark('started', 'r1', 0), mark('started', 'r2', 1), mark('live', 'r2', 2)];
  expect(statuses(record(marks))).toEqual(['r1 rolled_back', 'r2 live']);
});

test('deploying the live release again supersedes its older deployment', () => {
  const marks = [
    ...[mark('started', 'r1', 0), mark('live', 'r1', 1)],
    ...[mark('started', 'r1', 2), mark('live', 'r1', 3)],
  ];
  expect(statuses(record(marks))).toEqual(['r1 superseded', 'r1 live']);
});

test('a release can be marked live without a start', () => {
  expect(statuses(record([mark('live', 'r1', 0)]))).toEqual(['r1 live']);
});

test('when the service is taken away, its release ends', () => {
  const live = [mark('started', 'r1', 0), mark('live', 'r1', 1)];
  expect(statuses(record([...live, mark('ended', 'r1', 2)]))).toEqual(['r1 superseded']);
  const half = [mark('started', 'r1', 0), mark('ended', 'r1', 1)];
  expect(statuses(record(half))).toEqual(['r1 rolled_back']);
});

test('marks of one instant count in the order of their arrival', () => {
  const [begun, live] = [mark('started', 'r1', 0), mark('live', 'r1', 0)];
  const [next, nextLive] = [mark('started', 'r2', 0), mark('live', 'r2', 0)];
  expect(statuses(record([begun, live, next, nextLive]))).toEqual(['r1 superseded', 'r2 live']);
});

test('a mark older than all that is kept changes nothing', () => {
  const many = Array.from({ length: 60 }, (_, minute) => mark('started', `r${minute}`, minute + 1));
  const { ledger } = record(many);
  expect(enter(ledger, mark('live', 'r0', 0)).ledger).toBe(ledger);
  expect(standingOf(ledger).rolling?.releaseId).toBe('r59');
});

const someMarks = fc
  .array(
    fc.tuple(
      fc.constantFrom<Mark['kind']>('started', 'started', 'live', 'live', 'ended'),
      fc.constantFrom('r1', 'r2', 'r3'),
      fc.option(fc.constantFrom('r1', 'r2', 'r3'), { nil: undefined }),
    ),
    { maxLength: 12 },
  )
  .map((drafts) => drafts.map(([kind, id, replaces], index) => mark(kind, id, index, replaces)));

test('marks that arrive twice and in any order lead to the same records', () => {
  const disordered = someMarks.chain((marks) =>
    fc.record({
      marks: fc.constant(marks),
      arrivals: fc.shuffledSubarray([...marks, ...marks], {
        minLength: marks.length * 2,
        maxLength: marks.length * 2,
      }),
    }),
  );
  fc.assert(
    fc.property(disordered, ({ marks, arrivals }) => {
      const expected = record(marks);
      const actual = record(arrivals);
      expect(standingOf(actual.ledger)).toEqual(standingOf(expected.ledger));
      expect(actual.deployments).toEqual(expected.deployments);
    }),
  );
});

test('at most one deployment is live and one is under way, whatever comes', () => {
  fc.assert(
    fc.property(someMarks, (marks) => {
      const { ledger, deployments } = record(marks);
      const having = (status: string) =>
        [...deployments.values()].filter((each) => each.status === status);
      const { live, rolling } = standingOf(ledger);
      expect(having('live')).toEqual(live ? [live] : []);
      expect(having('deploying')).toEqual(rolling ? [rolling] : []);
    }),
  );
});

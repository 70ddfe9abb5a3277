import * as fc from 'fast-check';
import {
  evaluationRange,
  type Judgement,
  judge,
  type MissingData,
} from '../../../../functions/alarms/judgement.ts';

const TREATMENTS: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

/** Points as AWS's documentation draws them, oldest first: 0 is fine, X breaches, - is missing. */
function drawn(points: string): (boolean | undefined)[] {
  return [...points].reverse().map((point) => (point === '-' ? undefined : point === 'X'));
}

function judgements(points: string, datapointsToAlarm: number, evaluationPeriods = 3): Judgement[] {
  return TREATMENTS.map((missingData) =>
    judge(drawn(points), { evaluationPeriods, datapointsToAlarm, missingData }),
  );
}

describe("AWS's table for 3 out of 3, in a range of 5", () => {
  test.each<[string, Judgement[]]>([
    ['0-X-X', ['OK', 'OK', 'OK', 'OK']],
    ['0----', ['OK', 'OK', 'OK', 'OK']],
    ['-----', ['INSUFFICIENT_DATA', 'keep', 'ALARM', 'OK']],
    ['0XX-X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['--X--', ['ALARM', 'keep', 'ALARM', 'OK']],
  ])('%s', (points, expected) => {
    expect(judgements(points, 3)).toEqual(expected);
  });
});

describe("AWS's table for 2 out of 3, in a range of 5", () => {
  test.each<[string, Judgement[]]>([
    ['0-X-X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['00X0X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0-X--', ['OK', 'OK', 'ALARM', 'OK']],
    ['----0', ['OK', 'OK', 'ALARM', 'OK']],
    ['---X-', ['ALARM', 'keep', 'ALARM', 'OK']],
  ])('%s', (points, expected) => {
    expect(judgements(points, 2)).toEqual(expected);
  });
});

test("the range of AWS's example is 5 for 3 periods", () => {
  expect([1, 3, 6, 12].map(evaluationRange)).toEqual([3, 5, 8, 16]);
});

describe('for any datapoints', () => {
  const point = fc.constantFrom('0', 'X', '-');
  const setting = fc
    .record({
      n: fc.integer({ min: 1, max: 6 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .chain(({ n, share }) => {
      const length = evaluationRange(n);
      const points = fc.array(point, { minLength: length, maxLength: length });
      return fc.record({
        n: fc.constant(n),
        m: fc.constant(1 + Math.floor(share * (n - 1))),
        points: points.map((list) => list.join('')),
      });
    });

  /** The rules of the reference, read aloud: one sentence a line. */
  function oracle(points: string, n: number, m: number, missingData: MissingData): Judgement {
    const real = points.replaceAll('-', '');
    if (real.length >= n) return alarmIf(breaching(real.slice(-n)) >= m);
    const filled = n - real.length;
    if (missingData === 'breaching') return alarmIf(breaching(real) + filled >= m);
    if (missingData === 'notBreaching' || breaching(real) >= m)
      return alarmIf(breaching(real) >= m);
    return real === ''
      ? { missing: 'INSUFFICIENT_DATA' as const, ignore: 'keep' as const }[missingData]
      : oracleOfSilence(points, m, missingData);
  }

  function oracleOfSilence(points: string, m: number, missingData: MissingData): Judgement {
    if (points.includes('0')) return 'OK';
    const ageOfOldest = points.length - points.indexOf('X');
    return missingData === 'missing' && ageOfOldest >= m ? 'ALARM' : 'keep';
  }

  const breaching = (points: string) => points.split('X').length - 1;
  const alarmIf = (isBreaching: boolean): Judgement => (isBreaching ? 'ALARM' : 'OK');

  test.each(TREATMENTS)('the judgement with %s is what the rules say', (missingData) => {
    fc.assert(
      fc.property(setting, ({ n, m, points }) => {
        const rule = { evaluationPeriods: n, datapointsToAlarm: m, missingData };
        expect(judge(drawn(points), rule)).toBe(oracle(points, n, m, missingData));
      }),
      { numRuns: 500 },
    );
  });
});

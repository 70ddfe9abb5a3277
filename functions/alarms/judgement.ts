export type AlarmValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

export interface JudgementRule {
  /** N: how many datapoints decide. */
  readonly evaluationPeriods: number;
  /** M: how many of them must breach. */
  readonly datapointsToAlarm: number;
  readonly missingData: MissingData;
}

/** `keep`: whatever the state is, it stays. */
export type Judgement = AlarmValue | 'keep';

/**
 * How many datapoints CloudWatch looks back for N real ones. AWS documents one example (N = 3, range 5); this fits it
 * and is assumed for other N.
 */
export function evaluationRange(evaluationPeriods: number): number {
  return evaluationPeriods + Math.max(Math.floor(evaluationPeriods / 3), 2);
}

/**
 * Decides the state of an alarm from the datapoints of its evaluation range, newest first: whether each breaches,
 * undefined where it is missing.
 */
export function judge(
  points: readonly (boolean | undefined)[],
  { evaluationPeriods: n, datapointsToAlarm: m, missingData }: JudgementRule,
): Judgement {
  const real = points.filter((point) => point !== undefined);
  const breaching = real.slice(0, n).filter(Boolean).length;
  if (breaching >= m) return 'ALARM';
  if (real.length >= n || missingData === 'notBreaching') return 'OK';
  if (missingData === 'breaching') return breaching + n - real.length >= m ? 'ALARM' : 'OK';
  return judgeSilence(points, m, missingData === 'missing');
}

/** Too few datapoints, and nothing that may stand for the missing ones. */
function judgeSilence(
  points: readonly (boolean | undefined)[],
  m: number,
  isMissing: boolean,
): Judgement {
  if (points.includes(false)) return 'OK';
  const oldestBreaching = points.lastIndexOf(true) + 1;
  if (oldestBreaching === 0) return isMissing ? 'INSUFFICIENT_DATA' : 'keep';
  return isMissing && oldestBreaching >= m ? 'ALARM' : 'keep';
}

import type { SQSRecord } from 'aws-lambda';
import type { BetaChange } from './beta-change.ts';
import { type SettleBetaDependencies, type SettledBeta, settleBeta } from './settle-beta.ts';

export interface SettleTasksDependencies extends SettleBetaDependencies {
  readonly onSettled: (settled: SettledBeta) => void;
  readonly onFailure: (error: unknown) => void;
}

/**
 * Settles a batch of tasks, each a `BetaChange`: all that come for the first time in one edit of the toggles, and each
 * that has failed before on its own, so that none keeps others out.
 *
 * @returns the ids of the messages that must come again
 */
export async function settleTasks(
  records: readonly SQSRecord[],
  dependencies: SettleTasksDependencies,
): Promise<readonly string[]> {
  const isFirst = ({ attributes }: SQSRecord) => attributes.ApproximateReceiveCount === '1';
  const again = records.filter((record) => !isFirst(record));
  const groups = [records.filter(isFirst), ...again.map((record) => [record])];
  const failed: string[] = [];
  for (const group of groups.filter(({ length }) => length > 0)) {
    try {
      dependencies.onSettled(await settleBeta(group.map(changeIn), dependencies));
    } catch (error) {
      dependencies.onFailure(error);
      failed.push(...group.map(({ messageId }) => messageId));
    }
  }
  return failed;
}

/** In data that our dispatcher wrote. */
function changeIn({ body }: SQSRecord): BetaChange {
  return JSON.parse(body) as BetaChange;
}

import { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import type { Identity } from '../identity.ts';
import type { ReservedConcurrency } from '../reserved-concurrency.ts';
import { Prober } from './prober.ts';
import type { StageProbes } from './targets-of-settings.ts';

export interface FurtherProberProps {
  readonly identity: Identity;

  readonly probes: StageProbes;

  /** Of the stage. */
  readonly homeRegion: string;

  /** `Probes.table` of the stage. */
  readonly table: ITable;

  /** `Probes.valuesParameter` of the stage. */
  readonly valuesParameter: string;

  /** `Releases.table` of the stage. */
  readonly releasesTable: ITable;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'probes'>;
}

/** Probes a stage's targets from another region. Its tables, its metrics and the alarms on them are at home. */
export class FurtherProber extends Construct {
  constructor(scope: Construct, id: string, props: FurtherProberProps) {
    super(scope, id);
    const { identity, homeRegion, valuesParameter } = props;
    const prober = new Prober(this, 'Prober', {
      ...props,
      // Its alarm tells nobody here; that runs are missing is told at home.
      deadLetterQueue: new DeadLetterQueue(this, 'DeadLetters', { identity, name: 'probes' }),
    });
    const publishes = new Policy(this, 'Publishes', {
      statements: [
        new PolicyStatement({
          actions: ['cloudwatch:PutMetricData'],
          resources: ['*'],
          conditions: { StringEquals: { 'cloudwatch:namespace': 'Afterprod' } },
        }),
        new PolicyStatement({
          actions: ['ssm:GetParameter'],
          resources: [
            Stack.of(this).formatArn({
              service: 'ssm',
              region: homeRegion,
              resource: `parameter${valuesParameter}`,
            }),
          ],
        }),
      ],
    });
    if (prober.live.role) publishes.attachToRole(prober.live.role);
    acknowledge(
      publishes,
      'Metrics have no ARN: the condition names the one namespace that it may publish in.',
      'IAM5[Resource::*]',
    );
  }
}

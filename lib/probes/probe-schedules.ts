import { Duration, TimeZone } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Identity, nameOf } from '../identity.ts';
import type { ProbeGroup } from './probe-group.ts';

export interface ProbeSchedulesProps {
  readonly identity: Identity;

  readonly groups: readonly ProbeGroup[];

  /** The prober, or an alias of it. */
  readonly prober: IFunction;

  /** Keeps ticks that never reached the prober. */
  readonly deadLetterQueue: IQueue;
}

/** A schedule for each group, that tells the prober which of its probes are due, and since when. */
export class ProbeSchedules extends Construct {
  constructor(scope: Construct, id: string, props: ProbeSchedulesProps) {
    super(scope, id);
    const { identity, groups, prober, deadLetterQueue } = props;
    for (const { name, schedule, timeZone } of groups) {
      const target = new LambdaInvoke(prober, {
        input: ScheduleTargetInput.fromObject({
          group: name,
          scheduledAt: ContextAttribute.scheduledTime,
        }),
        retryAttempts: 0, // the defaults, a day and 185 attempts, would repeat probes nobody waits for
        maxEventAge: Duration.minutes(1),
        deadLetterQueue,
      });
      new Schedule(this, name, {
        scheduleName: nameOf(identity, 'probes', name),
        description: `Runs probes of ${nameOf(identity)}.`,
        schedule: ScheduleExpression.expression(schedule, TimeZone.of(timeZone ?? 'Etc/UTC')),
        target,
      });
    }
  }
}

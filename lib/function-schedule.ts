import { Duration, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Schedule,
  type ScheduleExpression,
  type ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge, arnInFindings } from './acknowledge.ts';
import { type Identity, nameOf } from './identity.ts';

export interface FunctionScheduleProps {
  readonly identity: Identity;

  /** The schedule's name after project and stage: that of the function. */
  readonly name: string;

  readonly description: string;
  readonly function: IFunction;
  readonly expression: ScheduleExpression;

  /** Keeps ticks that never reached the function. */
  readonly deadLetterQueue: IQueue;

  /** @default - AWS's own event, with the time */
  readonly input?: ScheduleTargetInput;

  /**
   * How late a tick may come, and be tried again until then.
   * @default Duration.minutes(1) - and no second try: the next tick is the retry
   */
  readonly maxEventAge?: Duration;
}

/** Invokes one function at set times. */
export class FunctionSchedule extends Construct {
  constructor(scope: Construct, id: string, props: FunctionScheduleProps) {
    super(scope, id);
    const { identity, name, description, expression, deadLetterQueue, maxEventAge, input } = props;
    new Schedule(this, 'Resource', {
      scheduleName: nameOf(identity, name),
      description,
      schedule: expression,
      target: new LambdaInvoke(props.function, {
        // The defaults are a day and 185 attempts.
        retryAttempts: maxEventAge ? 3 : 0,
        maxEventAge: maxEventAge ?? Duration.minutes(1),
        deadLetterQueue,
        ...(input && { input }),
      }),
    });
    acknowledge(
      Stack.of(this), // where CDK puts the role of its schedules
      'The schedule may invoke its function in any version, and nothing else.',
      `IAM5[Resource::${arnInFindings(props.function)}:*]`,
    );
  }
}

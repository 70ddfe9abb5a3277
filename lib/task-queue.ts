import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type Identity, nameOf } from './identity.ts';

export interface TaskQueueProps {
  readonly identity: Identity;

  /** Whose tasks they are: the name of the function. */
  readonly name: string;

  /**
   * The queue's name after project and stage.
   * @default - `<name>-tasks`
   */
  readonly queueName?: string;

  /** Longest run of that function. */
  readonly timeout: Duration;

  /**
   * How long a batch may be filled up.
   * @default Duration.seconds(0)
   */
  readonly window?: Duration;

  /** What fails is tried for at least so long. */
  readonly patience: Duration;

  readonly deadLetters: IQueue;
}

/** Fewer tries than this lose tasks to mere throttling, says AWS. */
const FEWEST_TRIES = 5;

/** The fewest that AWS can be told. A flood must not take concurrency from those who answer visitors. */
const RUNS_AT_ONCE = 2;

/** Tasks of one function. What fails comes again every few minutes, and holds up nothing else. */
export class TaskQueue extends Queue {
  readonly #window: Duration;

  constructor(scope: Construct, id: string, props: TaskQueueProps) {
    const { identity, name, timeout, window = Duration.seconds(0), patience, deadLetters } = props;
    // Six times, as AWS advises: time for tries that throttling ended before they began.
    const visibilityTimeout = timeout.toSeconds() * 6 + window.toSeconds();
    const tries = Math.ceil(patience.toSeconds() / visibilityTimeout) + 1;
    super(scope, id, {
      queueName: nameOf(identity, props.queueName ?? `${name}-tasks`),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(visibilityTimeout),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: Math.max(tries, FEWEST_TRIES) },
    });
    this.#window = window;
  }

  /**
   * @param batchSize - above 10 only where there is a window
   * @param runsAtOnce - at least 2
   */
  source(batchSize: number, runsAtOnce = RUNS_AT_ONCE): SqsEventSource {
    return new SqsEventSource(this, {
      batchSize,
      maxBatchingWindow: this.#window,
      reportBatchItemFailures: true,
      maxConcurrency: runsAtOnce,
    });
  }
}

import { randomUUID } from 'node:crypto';
import type { Timer } from '../../clock.ts';
import type { Cloud } from '../../emulator.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import { recur } from '../delivery/recurrence.ts';
import { toBusEvent } from '../events/event.ts';
import type { Schedule } from './schedule.ts';

/** AWS's defaults for a target without a retry policy. */
const DEFAULT_RETRIES = 185;
const DEFAULT_AGE_S = 86_400;

/** All schedules, each run when its time comes. */
export class Schedules {
  readonly #cloud: Cloud;
  readonly #deliveries: Deliveries;
  readonly #schedules = new Map<string, Schedule>();
  readonly #timers = new Map<string, Timer>();

  constructor(cloud: Cloud, deliveries: Deliveries) {
    this.#cloud = cloud;
    this.#deliveries = deliveries;
  }

  all(): readonly Schedule[] {
    return [...this.#schedules.values()];
  }

  find(group: string, name: string): Schedule | undefined {
    return this.all().find(
      ({ definition }) => definition.Name === name && definition.GroupName === group,
    );
  }

  /** Sets up a schedule, in place of one with the same ARN. */
  set(schedule: Schedule): void {
    this.remove(schedule.arn);
    this.#schedules.set(schedule.arn, schedule);
    if (schedule.definition.State === 'DISABLED') return;
    const fire = (dueMs: number) => this.#fire(schedule, dueMs);
    this.#timers.set(schedule.arn, recur(this.#cloud.clock, schedule.times, fire));
  }

  remove(arn: string): void {
    this.#timers.get(arn)?.cancel();
    this.#timers.delete(arn);
    this.#schedules.delete(arn);
  }

  stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
  }

  #fire({ definition, arn }: Schedule, dueMs: number): Promise<void> {
    const { Arn, RoleArn, RetryPolicy, DeadLetterConfig } = definition.Target;
    const { MaximumRetryAttempts = DEFAULT_RETRIES, MaximumEventAgeInSeconds = DEFAULT_AGE_S } =
      RetryPolicy ?? {};
    return this.#deliveries.send({
      targetArn: Arn,
      body: this.#input({ definition, arn }, dueMs),
      principal: { kind: 'role', roleArn: RoleArn, sessionName: 'scheduler' },
      sinceMs: this.#cloud.clock.now(),
      maxAgeMs: MaximumEventAgeInSeconds * 1000,
      maxRetries: MaximumRetryAttempts,
      ...(DeadLetterConfig?.Arn === undefined ? {} : { deadLetterArn: DeadLetterConfig.Arn }),
      origin: { SCHEDULE_ARN: arn },
      attempts: 0,
    });
  }

  /** The schedule's own input, with AWS's context words filled in; without one an event as rules send it. */
  #input({ definition, arn }: Pick<Schedule, 'definition' | 'arn'>, dueMs: number): string {
    const { Input } = definition.Target;
    if (Input === undefined) {
      const detailType = 'Scheduled Event';
      const content = {
        source: 'aws.scheduler',
        detailType,
        detail: '{}',
        resources: [arn],
        atMs: dueMs,
      };
      return JSON.stringify(toBusEvent(content, this.#cloud));
    }
    const words: Readonly<Record<string, string>> = {
      'schedule-arn': arn,
      'scheduled-time': new Date(dueMs).toISOString().replace(/\.\d+Z$/, 'Z'),
      'execution-id': randomUUID(),
      'attempt-number': '1',
    };
    return Input.replace(
      /<aws\.scheduler\.([\w-]+)>/g,
      (word, name: string) => words[name] ?? word,
    );
  }
}

import { randomUUID } from 'node:crypto';
import type { Cloud, Emulator, EmulatorHandle, Principal, Resource } from '../emulator.ts';
import { savedDeliveries } from './delivery/saved-deliveries.ts';
import { deliveryTo } from './delivery/target.ts';
import { Timetable } from './delivery/timetable.ts';
import { toBusEvent } from './events/event.ts';
import { parseScheduleDefinition, type Schedule } from './scheduler/schedule.ts';

/**
 * EventBridge Scheduler: rate and cron, in any time zone, with a role that must be allowed what the target needs.
 * Schedules are made by templates alone: it answers no API.
 */
export const scheduler: Emulator = {
  service: 'scheduler',
  resourceTypes: {
    'AWS::Scheduler::Schedule': {
      honoured: [
        'FlexibleTimeWindow',
        'Name',
        'ScheduleExpression',
        'ScheduleExpressionTimezone',
        'State',
        'Target',
      ],
      ignored: ['Description', 'KmsKeyArn'],
    },
  },
  async start(cloud) {
    return new Scheduler(cloud);
  },
};

class Scheduler implements EmulatorHandle {
  readonly operations = {};
  readonly #cloud: Cloud;
  readonly #deliveries: ReturnType<typeof savedDeliveries>;
  readonly #schedules: Timetable<Schedule>;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#deliveries = savedDeliveries(cloud);
    this.#schedules = new Timetable(cloud.clock, (schedule, dueMs) => this.#fire(schedule, dueMs));
  }

  async create(resource: Resource) {
    const schedule = this.#parse(resource);
    this.#schedules.set(schedule);
    return { ref: schedule.name, attributes: { Arn: schedule.arn } };
  }

  async update(resource: Resource, previous: Resource) {
    const schedule = this.#parse(resource);
    this.#schedules.remove(this.#parse(previous).arn);
    this.#schedules.set(schedule);
    return { ref: schedule.name, attributes: { Arn: schedule.arn } };
  }

  async stop() {
    this.#schedules.stop();
  }

  #parse(resource: Resource): Schedule {
    const { region, accountId, clock } = this.#cloud;
    return parseScheduleDefinition(resource, { region, accountId, nowMs: clock.now() });
  }

  #fire(schedule: Schedule, dueMs: number): Promise<void> {
    const { target, arn } = schedule;
    const principal: Principal = {
      kind: 'role',
      roleArn: target.RoleArn,
      sessionName: 'scheduler',
    };
    const body = this.#body(schedule, dueMs);
    const origin = { SCHEDULE_ARN: arn };
    return this.#deliveries.send(deliveryTo(target, body, principal, origin, this.#cloud));
  }

  /** The schedule's own input, with AWS's context words filled in; without one an event as rules send it. */
  #body({ target, arn }: Schedule, dueMs: number): string {
    if (target.Input === undefined) {
      const content = {
        source: 'aws.scheduler',
        detailType: 'Scheduled Event',
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
    return target.Input.replace(
      /<aws\.scheduler\.([\w-]+)>/g,
      (word, name: string) => words[name] ?? word,
    );
  }
}

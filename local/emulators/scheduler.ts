import type { Cloud, Emulator, EmulatorHandle, Operation, Resource } from '../emulator.ts';
import { Deliveries, type Delivery } from './delivery/deliveries.ts';
import { parseScheduleDefinition, type Schedule } from './scheduler/schedule.ts';
import { scheduleOperations } from './scheduler/schedule-operations.ts';
import { Schedules } from './scheduler/schedules.ts';

interface Saved {
  readonly waiting: readonly Delivery[];
  /** Schedules that API calls made: made again at start. */
  readonly schedules: readonly unknown[];
}

/** EventBridge Scheduler: rate, cron and at, in time zones, with a role that must be allowed what the target needs. */
export const scheduler: Emulator = {
  service: 'scheduler',
  resourceTypes: {
    'AWS::Scheduler::Schedule': {
      honoured: [
        'Description',
        'EndDate',
        'FlexibleTimeWindow',
        'GroupName',
        'Name',
        'ScheduleExpression',
        'ScheduleExpressionTimezone',
        'StartDate',
        'State',
        'Target',
      ],
      ignored: ['KmsKeyArn'],
    },
    'AWS::Scheduler::ScheduleGroup': { honoured: ['Name'] },
  },
  api: {
    signingName: 'scheduler',
    protocol: 'restJson',
    client: () => import('@aws-sdk/client-scheduler'),
  },
  async start(cloud) {
    return new Scheduler(cloud);
  },
};

class Scheduler implements EmulatorHandle {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #cloud: Cloud;
  readonly #deliveries: Deliveries;
  readonly #schedules: Schedules;
  /** ARNs of the templates' own schedules: a change by an API call lasts until the next start. */
  readonly #declared = new Set<string>();
  readonly #adHoc = new Map<string, Schedule>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    const saved: Saved = { waiting: [], schedules: [], ...Object(cloud.state.load()) };
    this.#deliveries = new Deliveries(cloud, saved.waiting, () => this.#save());
    this.#schedules = new Schedules(cloud, this.#deliveries);
    for (const definition of saved.schedules) {
      const schedule = this.#parse(definition);
      this.#schedules.set(schedule);
      this.#adHoc.set(schedule.arn, schedule);
    }
    this.operations = scheduleOperations(cloud, this.#schedules, (schedule, isDeleted) =>
      this.#changed(schedule, isDeleted),
    );
  }

  async create({ type, properties, stackName, logicalId }: Resource) {
    const named = { Name: `${stackName}-${logicalId}`, ...properties };
    if (type === 'AWS::Scheduler::ScheduleGroup') return this.#createGroup(String(named.Name));
    const schedule = this.#parse(named);
    this.#schedules.set(schedule);
    this.#declared.add(schedule.arn);
    this.#adHoc.delete(schedule.arn);
    return { ref: schedule.definition.Name, attributes: { Arn: schedule.arn } };
  }

  async update(resource: Resource, previous: Resource) {
    const before = this.#parse({
      Name: `${previous.stackName}-${previous.logicalId}`,
      ...previous.properties,
    });
    if (resource.type === 'AWS::Scheduler::Schedule') this.#schedules.remove(before.arn);
    return this.create(resource);
  }

  async stop() {
    this.#schedules.stop();
    this.#save();
  }

  #createGroup(name: string) {
    const { region, accountId } = this.#cloud;
    const arn = `arn:aws:scheduler:${region}:${accountId}:schedule-group/${name}`;
    return { ref: name, attributes: { Arn: arn, State: 'ACTIVE' } };
  }

  #parse(definition: unknown): Schedule {
    const { region, accountId, clock } = this.#cloud;
    return parseScheduleDefinition(definition, { region, accountId, nowMs: clock.now() });
  }

  #changed(schedule: Schedule, isDeleted: boolean): void {
    if (isDeleted) this.#adHoc.delete(schedule.arn);
    else if (!this.#declared.has(schedule.arn)) this.#adHoc.set(schedule.arn, schedule);
    this.#save();
  }

  #save(): void {
    const schedules = [...this.#adHoc.values()].map(({ definition }) => definition);
    this.#cloud.state.save({ waiting: this.#deliveries.waiting(), schedules } satisfies Saved);
  }
}

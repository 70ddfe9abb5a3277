import type {
  Cloud,
  Emulator,
  EmulatorHandle,
  LiveEvent,
  Operation,
  Resource,
} from '../emulator.ts';
import { LogFiles } from './logs/log-file.ts';
import { LogGroup } from './logs/log-group.ts';
import { logOperations } from './logs/log-operations.ts';

const HOUR_MS = 3_600_000;

/** CloudWatch Logs: what functions write, to be read by API. */
export const logs: Emulator = {
  service: 'logs',
  resourceTypes: {
    'AWS::Logs::LogGroup': {
      honoured: ['LogGroupName', 'RetentionInDays'],
      ignored: ['KmsKeyId', 'LogGroupClass', 'DataProtectionPolicy'],
    },
  },
  api: {
    signingName: 'logs',
    protocol: 'awsJson1.1',
    targetPrefix: 'Logs_20140328',
    client: () => import('@aws-sdk/client-cloudwatch-logs'),
  },
  async start(cloud) {
    return new Logs(cloud);
  },
};

class Logs implements EmulatorHandle {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #cloud: Cloud;
  readonly #groups = new Map<string, LogGroup>();
  readonly #files: LogFiles;
  readonly #endings: readonly (() => void)[];

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#files = new LogFiles(cloud.dataDir);
    this.operations = logOperations(cloud, this.#groups);
    const pruning = cloud.clock.every(HOUR_MS, () => {
      for (const group of this.#groups.values()) group.prune(cloud.clock.now());
    });
    const listening = cloud.onEvent((event) => this.#record(event));
    this.#endings = [() => pruning.cancel(), listening];
  }

  async create({ properties, stackName, logicalId }: Resource) {
    const name = String(properties['LogGroupName'] ?? `${stackName}-${logicalId}`);
    const days = Number(properties['RetentionInDays']);
    this.#group(name).retentionDays = Number.isNaN(days) ? undefined : days;
    const { region, accountId } = this.#cloud;
    return {
      ref: name,
      attributes: { Arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}:*` },
    };
  }

  update(resource: Resource) {
    return this.create(resource);
  }

  async stop() {
    for (const end of this.#endings) end();
    this.#files.flush();
  }

  #record(event: LiveEvent): void {
    if (event.kind !== 'log') return;
    const { atMs: timestamp, functionName, logGroup, logStream = functionName, line } = event;
    const group = this.#group(logGroup ?? `/aws/lambda/${functionName}`);
    const logEvent = { timestamp, stream: logStream, message: line };
    group.add(logEvent);
    this.#files.append(group, logEvent);
  }

  /** A function without a group of its own gets one with its first line, as in AWS. */
  #group(name: string): LogGroup {
    const known = this.#groups.get(name);
    if (known) return known;
    const group = new LogGroup(name, this.#cloud.clock.now());
    this.#groups.set(name, group);
    this.#files.load(group, this.#cloud.notice);
    return group;
  }
}

import * as path from 'node:path';
import type {
  Cloud,
  Emulator,
  EmulatorHandle,
  Input,
  LiveEvent,
  Operation,
  Resource,
} from '../emulator.ts';
import { AlarmActor } from './cloudwatch/alarm-actor.ts';
import { AlarmBoard } from './cloudwatch/alarm-board.ts';
import {
  COMPOSITE_ALARM_PROPERTIES,
  METRIC_ALARM_PROPERTIES,
} from './cloudwatch/alarm-definition.ts';
import { AlarmHistory } from './cloudwatch/alarm-history.ts';
import { alarmOperations } from './cloudwatch/alarm-operations.ts';
import { AlarmRegister } from './cloudwatch/alarm-register.ts';
import { AlarmTicks } from './cloudwatch/alarm-ticks.ts';
import { parseDetector } from './cloudwatch/anomaly-detector.ts';
import { AnomalyDetectors } from './cloudwatch/anomaly-detectors.ts';
import { BandModels } from './cloudwatch/band-models.ts';
import { detectorOperations } from './cloudwatch/detector-operations.ts';
import { recordLogMetrics } from './cloudwatch/log-metrics.ts';
import { MetricFile } from './cloudwatch/metric-file.ts';
import { putMetricData } from './cloudwatch/metric-input.ts';
import { getMetricData } from './cloudwatch/metric-output.ts';
import { MetricStore } from './cloudwatch/metric-store.ts';
import { muteOperations } from './cloudwatch/mute-operations.ts';
import { MUTE_RULE_PROPERTIES, parseMuteRule } from './cloudwatch/mute-rule.ts';
import { MuteRules, targetsOf } from './cloudwatch/mute-rules.ts';
import { loadAlarms } from './cloudwatch/saved-alarms.ts';
import { recordServiceMetrics } from './cloudwatch/service-metrics.ts';

/** A kill loses at most so much of the metrics; real time. */
const SAVE_EVERY_REAL_MS = 10_000;

const HOUR_MS = 3_600_000;

/** CloudWatch: metrics from logs, API and the other emulators, and alarms over them in driven time. */
export const cloudwatch: Emulator = {
  service: 'cloudwatch',
  resourceTypes: {
    'AWS::CloudWatch::Alarm': { honoured: METRIC_ALARM_PROPERTIES },
    'AWS::CloudWatch::CompositeAlarm': { honoured: COMPOSITE_ALARM_PROPERTIES },
    'AWS::CloudWatch::AlarmMuteRule': { honoured: MUTE_RULE_PROPERTIES, ignored: ['Tags'] },
    'AWS::CloudWatch::AnomalyDetector': {
      honoured: [
        'Configuration',
        'Dimensions',
        'MetricName',
        'Namespace',
        'SingleMetricAnomalyDetector',
        'Stat',
      ],
    },
  },
  api: {
    signingName: 'monitoring',
    protocol: 'awsJson1.0',
    targetPrefix: 'GraniteServiceVersion20100801',
    client: () => import('@aws-sdk/client-cloudwatch'),
  },
  async start(cloud) {
    return new CloudWatch(cloud);
  },
};

class CloudWatch implements EmulatorHandle {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #cloud: Cloud;
  readonly #store = new MetricStore();
  readonly #bands = new BandModels();
  readonly #file: MetricFile;
  readonly #register: AlarmRegister;
  readonly #board: AlarmBoard;
  readonly #muteRules: MuteRules;
  readonly #detectors: AnomalyDetectors;
  readonly #ticks: AlarmTicks;
  readonly #endings: (() => void)[];

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#file = new MetricFile(path.join(cloud.dataDir, 'metrics.ndjson'), this.#store);
    this.#file.load(cloud.notice);

    const source = { store: this.#store, bands: this.#bands };
    const saved = loadAlarms(cloud.state);
    const history = new AlarmHistory(saved.history);
    const actor = new AlarmActor(cloud, history);
    const { clock } = cloud;
    const nowMs = () => clock.now();
    const tell: AlarmActor['tell'] = (notices) =>
      clock.busy(actor.tell(notices).finally(() => this.#register.save()));
    const changed = () => this.#register.save();
    const muteRules = new MuteRules((name) => this.#ruleArn(name), saved.muteRules);
    this.#muteRules = muteRules;
    const muteOf: MuteRules['muteOf'] = (name, nowMs) => muteRules.muteOf(name, nowMs);
    const board = new AlarmBoard({ clock, source, history, muteOf, tell, changed });
    this.#board = board;
    const detectors = new AnomalyDetectors(this.#bands, saved.detectors);
    this.#detectors = detectors;
    this.#register = new AlarmRegister({
      ...{ cloud, board, history, saved, muteRules, detectors },
      configured: (change) => clock.busy(actor.configured(change)),
    });
    this.#ticks = new AlarmTicks(clock, board);
    this.#ticks.follow();

    this.operations = {
      ...this.#metricOperations(source),
      ...alarmOperations({ board, history, arnOf: (name) => this.#alarmArn(name), nowMs }),
      ...muteOperations({
        rules: muteRules,
        ruleArnOf: (name) => this.#ruleArn(name),
        alarmArnOf: (name) => this.#alarmArn(name),
        nowMs,
        put: (input) => this.#putMuteRule(input, false),
        delete: (name) => this.#deleteMuteRule(name),
      }),
      ...detectorOperations({ detectors, store: this.#store, nowMs, changed }),
    };
    this.#endings = this.#begin();
  }

  async create({ type, properties, stackName, logicalId }: Resource) {
    if (type === 'AWS::CloudWatch::AnomalyDetector') {
      this.#detectors.put(parseDetector(properties), true);
      return { ref: logicalId, attributes: { Id: logicalId } };
    }
    if (type === 'AWS::CloudWatch::AlarmMuteRule') {
      return this.#createMuteRule(muteRuleInput({ stackName, logicalId, properties }));
    }
    const named = { AlarmName: `${stackName}-${logicalId}`, ...properties };
    const kind = type === 'AWS::CloudWatch::Alarm' ? 'metric' : 'composite';
    const { name, arn } = this.#register.put(kind, named);
    this.#register.save();
    this.#ticks.follow();
    return { ref: name, attributes: { Arn: arn } };
  }

  async update(resource: Resource, previous: Resource) {
    if (resource.type === 'AWS::CloudWatch::AlarmMuteRule') {
      await this.#deleteMuteRule(muteRuleInput(previous).Name);
      return this.create(resource);
    }
    const nameOf = ({ properties, stackName, logicalId }: Resource) =>
      String(properties['AlarmName'] ?? `${stackName}-${logicalId}`);
    const made = await this.create(resource);
    if (nameOf(resource) !== nameOf(previous)) this.#register.delete(nameOf(previous));
    return made;
  }

  async stop() {
    for (const end of this.#endings) end();
    this.#ticks.stop();
    this.#file.save();
    this.#register.save();
  }

  #createMuteRule(input: { readonly Name: string }) {
    this.#putMuteRule(input, true);
    return { ref: input.Name, attributes: { Arn: this.#ruleArn(input.Name) } };
  }

  /** Throws an Error for a rule of alarms that there are not: CloudWatch takes names of existing ones. */
  #putMuteRule(input: Input, isOfTemplate: boolean): void {
    const { clock } = this.#cloud;
    const rule = parseMuteRule(input, clock.now());
    const unknown = targetsOf(rule.definition).filter((name) => !this.#board.get(name));
    if (unknown.length > 0)
      throw new Error(`there are no alarms to mute of these names: ${unknown.join(', ')}`);
    this.#muteRules.put(rule, isOfTemplate);
    this.#register.save();
    clock.busy(this.#board.releaseMuted());
  }

  /** What it held back is told now. */
  async #deleteMuteRule(name: string): Promise<void> {
    this.#muteRules.delete(name);
    this.#register.save();
    await this.#board.releaseMuted();
  }

  #alarmArn(name: string): string {
    return `arn:aws:cloudwatch:${this.#cloud.region}:${this.#cloud.accountId}:alarm:${name}`;
  }

  #ruleArn(name: string): string {
    return `arn:aws:cloudwatch:${this.#cloud.region}:${this.#cloud.accountId}:alarm-mute-rule:${name}`;
  }

  #begin(): (() => void)[] {
    const saving = setInterval(() => this.#file.save(), SAVE_EVERY_REAL_MS);
    saving.unref();
    const pruning = this.#cloud.clock.every(HOUR_MS, () =>
      this.#store.prune(this.#cloud.clock.now()),
    );
    const listening = this.#cloud.onEvent((event) => this.#record(event));
    return [() => clearInterval(saving), () => pruning.cancel(), listening];
  }

  #record(event: LiveEvent): void {
    if (event.kind === 'log') recordLogMetrics(this.#store, event, this.#cloud);
    else recordServiceMetrics(this.#store, event);
  }

  #metricOperations(source: { store: MetricStore; bands: BandModels }): Record<string, Operation> {
    return {
      PutMetricData: {
        access: ({ Namespace = '' }) => [
          {
            action: 'cloudwatch:PutMetricData',
            resource: '*',
            conditions: { 'cloudwatch:namespace': Namespace },
          },
        ],
        run: async (input) => {
          putMetricData(this.#store, input, this.#cloud.clock.now());
          return {};
        },
      },
      GetMetricData: { run: async (input) => getMetricData(source, input) },
    };
  }
}

/** A mute rule of a template as the API takes it. */
function muteRuleInput({
  stackName,
  logicalId,
  properties,
}: Pick<Resource, 'stackName' | 'logicalId' | 'properties'>): Input & { readonly Name: string } {
  const { Tags: _, ...input } = properties;
  return { Name: `${stackName}-${logicalId}`, ...input };
}

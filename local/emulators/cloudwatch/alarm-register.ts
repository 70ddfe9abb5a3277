import type { Cloud } from '../../emulator.ts';
import type { Alarm } from './alarm.ts';
import type { AlarmBoard, CompositeState } from './alarm-board.ts';
import { parseCompositeAlarm, parseMetricAlarm } from './alarm-definition.ts';
import type { AlarmHistory } from './alarm-history.ts';
import type { AnomalyDetectors } from './anomaly-detectors.ts';
import { toCompositeAlarm } from './composite-alarm.ts';
import type { ConfigurationChange } from './configuration-event.ts';
import { toMetricAlarm } from './metric-alarm.ts';
import type { MuteRules } from './mute-rules.ts';
import type { SavedAlarm, SavedAlarms } from './saved-alarms.ts';

export type AlarmKind = Alarm['kind'];

export interface RegisterOptions {
  readonly cloud: Cloud;
  readonly board: AlarmBoard;
  readonly history: AlarmHistory;
  readonly saved: SavedAlarms;
  readonly muteRules: MuteRules;
  readonly detectors: AnomalyDetectors;
  /** Told of each alarm that is made, changed or deleted; not of those that a restart makes again. */
  configured(change: ConfigurationChange): void;
}

/** Makes, changes and deletes alarms, and keeps them over a restart. */
export class AlarmRegister {
  readonly #options: RegisterOptions;
  /** What was saved, until an alarm of its name is made; kept on disk so that a start cut short loses nothing. */
  readonly #saved: Map<string, SavedAlarm>;

  constructor(options: RegisterOptions) {
    this.#options = options;
    this.#saved = new Map(Object.entries(options.saved.alarms));
  }

  /** Makes an alarm or changes one. A change keeps the state, as does a restart. */
  put(kind: AlarmKind, input: unknown): Alarm {
    const { board, history, cloud } = this.#options;
    const alarm = kind === 'metric' ? this.#metric(input) : this.#composite(input);
    const known = this.#known(alarm.name);
    const isSame = known && isSameDefinition(known, alarm.compiled.definition);
    const previous = board.get(alarm.name);
    this.#saved.delete(alarm.name);
    board.set(alarm);
    if (isSame) return alarm;
    history.configured(alarm, known ? 'updated' : 'created', cloud.clock.now());
    const operation = known ? 'update' : 'create';
    this.#options.configured({ operation, alarm, ...(previous && { previous }) });
    return alarm;
  }

  delete(name: string): void {
    const { board, history, cloud } = this.#options;
    const alarm = board.get(name);
    if (!alarm) return;
    board.delete(name);
    history.configured(alarm, 'deleted', cloud.clock.now());
    this.#options.configured({ operation: 'delete', alarm });
    this.save();
  }

  save(): void {
    const { board, history, cloud, muteRules, detectors } = this.#options;
    const running = board.all().map((alarm) => [alarm.name, this.#toSave(alarm)] as const);
    const alarms = Object.fromEntries([...this.#saved, ...running]);
    cloud.state.save({
      alarms,
      history: history.items(),
      muteRules: muteRules.toSave(),
      detectors: detectors.toSave(),
    } satisfies SavedAlarms);
  }

  #metric(input: unknown): Alarm {
    const compiled = toMetricAlarm(parseMetricAlarm(input));
    return { kind: 'metric', ...this.#standing(compiled.definition), compiled };
  }

  #composite(input: unknown): Alarm {
    const { board, cloud } = this.#options;
    const definition = parseCompositeAlarm(input);
    const compiled = toCompositeAlarm(definition, (name) => board.get(name) !== undefined);
    if (compiled.children.some((child) => this.#reaches(child, definition.AlarmName))) {
      throw new Error(
        `the alarm rule ${definition.AlarmRule} leads back to ${definition.AlarmName}`,
      );
    }
    const known = this.#known(definition.AlarmName);
    const held = known && 'suppression' in known ? known : undefined;
    const alarm: CompositeState = {
      kind: 'composite',
      ...this.#standing(definition),
      compiled,
      suppression: held?.suppression ?? { phase: 'idle' },
      ...(held?.heldFrom === undefined ? {} : { heldFrom: held.heldFrom }),
    };
    return known ? alarm : { ...alarm, state: board.initialState(alarm, cloud.clock.now()) };
  }

  #reaches(from: string, name: string): boolean {
    const alarm = this.#options.board.get(from);
    if (alarm?.kind !== 'composite') return false;
    return alarm.compiled.children.some((child) => child === name || this.#reaches(child, name));
  }

  /** State carried over from the alarm of this name, running or saved; else those of a new one. */
  #standing(definition: { readonly AlarmName: string }) {
    const { region, accountId, clock } = this.#options.cloud;
    const name = definition.AlarmName;
    const known = this.#known(name);
    const isSame = known && isSameDefinition(known, definition);
    return {
      name,
      arn: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`,
      configuredMs: isSame ? known.configuredMs : clock.now(),
      state: known?.state ?? {
        value: 'INSUFFICIENT_DATA' as const,
        reason: 'Unchecked: Initial alarm creation',
        sinceMs: clock.now(),
      },
      ...(known?.mutedFrom && { mutedFrom: known.mutedFrom }),
    };
  }

  #known(name: string): Alarm | SavedAlarm | undefined {
    return this.#options.board.get(name) ?? this.#saved.get(name);
  }

  #toSave(alarm: Alarm): SavedAlarm {
    const { kind, compiled, configuredMs, state, mutedFrom } = alarm;
    const { definition } = compiled;
    const saved = { kind, definition, configuredMs, state, ...(mutedFrom && { mutedFrom }) };
    if (alarm.kind === 'metric') return saved;
    const { suppression, heldFrom } = alarm;
    return { ...saved, suppression, ...(heldFrom === undefined ? {} : { heldFrom }) };
  }
}

function isSameDefinition(alarm: Alarm | SavedAlarm, definition: unknown): boolean {
  const own = 'compiled' in alarm ? alarm.compiled.definition : alarm.definition;
  return JSON.stringify(own) === JSON.stringify(definition);
}

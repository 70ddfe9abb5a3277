import { z } from 'zod/mini';
import type { StateFile } from '../../emulator.ts';
import type { Alarm, AlarmState } from './alarm.ts';
import type { HistoryItem } from './alarm-history.ts';
import type { AnomalyDetector } from './anomaly-detector.ts';
import type { SavedMuteRule } from './mute-rules.ts';
import type { Suppression } from './suppression.ts';

/** What is kept of an alarm over a restart. */
export interface SavedAlarm {
  readonly kind: Alarm['kind'];
  readonly definition: unknown;
  readonly configuredMs: number;
  readonly state: AlarmState;
  readonly suppression?: Suppression;
  readonly heldFrom?: AlarmState;
  readonly mutedFrom?: AlarmState;
}

export interface SavedAlarms {
  readonly alarms: Readonly<Record<string, SavedAlarm>>;
  readonly history: readonly HistoryItem[];
  readonly muteRules: readonly SavedMuteRule[];
  readonly detectors: readonly AnomalyDetector[];
}

/** The last time that a Date can have, in epoch milliseconds. */
const LATEST_MS = 8.64e15;

const TIME_MS = z.number().check(z.nonnegative(), z.maximum(LATEST_MS));

const STATE = z.looseObject({
  value: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  reason: z.string(),
  reasonData: z.optional(z.string()),
  sinceMs: TIME_MS,
});

const SUPPRESSION = z.discriminatedUnion('phase', [
  z.looseObject({ phase: z.enum(['idle', 'suppressed']) }),
  z.looseObject({ phase: z.enum(['waiting', 'extending']), untilMs: TIME_MS }),
]);

const ALARM = z.looseObject({
  kind: z.enum(['metric', 'composite']),
  definition: z.unknown(),
  configuredMs: TIME_MS,
  state: STATE,
  suppression: z.optional(SUPPRESSION),
  heldFrom: z.optional(STATE),
  mutedFrom: z.optional(STATE),
});

const HISTORY_ITEM = z.looseObject({
  alarmName: z.string(),
  alarmType: z.enum(['MetricAlarm', 'CompositeAlarm']),
  atMs: TIME_MS,
  type: z.enum(['ConfigurationUpdate', 'StateUpdate', 'Action']),
  summary: z.string(),
  data: z.string(),
});

const DETECTOR = z.looseObject({
  metric: z.looseObject({
    namespace: z.string(),
    name: z.string(),
    dimensions: z.record(z.string(), z.string()),
  }),
  statistic: z.string(),
  excluded: z.array(z.looseObject({ fromMs: TIME_MS, toMs: TIME_MS })),
  timeZone: z.optional(z.string()),
});

const SAVED = z.looseObject({
  alarms: z.record(z.string(), ALARM),
  history: z.array(HISTORY_ITEM),
  muteRules: z._default(
    z.array(z.looseObject({ definition: z.unknown(), updatedMs: TIME_MS })),
    [],
  ),
  detectors: z._default(z.array(DETECTOR), []),
});

/** What was saved last, empty at the first start. */
export function loadAlarms(state: StateFile): SavedAlarms {
  const saved = state.loadAs((value) => SAVED.parse(value) as SavedAlarms);
  return saved ?? { alarms: {}, history: [], muteRules: [], detectors: [] };
}

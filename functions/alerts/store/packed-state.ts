import { isDeepStrictEqual } from 'node:util';
import { packed, unpacked } from '../../shared/packed.ts';
import type { Alert, MemberAlarm, ServiceState } from '../alert.ts';
import { fittingState } from './fitting-state.ts';

/** Of the alert's alarms only those that differ from the state's: of hundreds nearly none does. */
interface StoredState extends Omit<ServiceState, 'alert' | 'version'> {
  readonly alert?: Omit<Alert, 'alarms'>;
  readonly alertAlarms?: Readonly<Record<string, MemberAlarm | 'same'>>;
}

/** DynamoDB's limit of an item is 400 kB, with its key and its other attributes. */
const MOST_BYTES = 390_000;

/** As much of a state as an item takes: of 500 alarms all that decides, and texts as far as they go in. */
export function storable(state: ServiceState): ServiceState {
  return fittingState(state, (each) => packState(each).byteLength <= MOST_BYTES);
}

export function packState({ version: _, alert, ...rest }: ServiceState): Uint8Array {
  if (!alert) return packed(rest satisfies StoredState);
  const { alarms, ...facts } = alert;
  const alertAlarms = Object.fromEntries(
    Object.entries(alarms).map(([name, alarm]) => [
      name,
      isSame(rest.alarms, name, alarm) ? ('same' as const) : alarm,
    ]),
  );
  return packed({ ...rest, alert: facts, alertAlarms } satisfies StoredState);
}

export function unpackState(bytes: Uint8Array, version: number): ServiceState {
  const { alert, alertAlarms = {}, ...rest } = unpacked(bytes) as StoredState;
  if (!alert) return { ...rest, version };
  const alarms = Object.entries(alertAlarms).flatMap(([name, alarm]) => {
    const member = alarm === 'same' ? rest.alarms[name] : alarm;
    return member ? [[name, member] as const] : [];
  });
  return { ...rest, version, alert: { ...alert, alarms: Object.fromEntries(alarms) } };
}

function isSame(alarms: ServiceState['alarms'], name: string, alarm: MemberAlarm): boolean {
  return Object.hasOwn(alarms, name) && isDeepStrictEqual(alarms[name], alarm);
}

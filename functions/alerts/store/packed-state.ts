import { isDeepStrictEqual } from 'node:util';
import { packed, unpacked } from '../../shared/packed.ts';
import type { Alert, MemberAlarm, ServiceState } from '../alert.ts';

/** Of the alert's alarms only those that differ from the state's: of hundreds nearly none does. */
interface StoredState extends Omit<ServiceState, 'alert' | 'version'> {
  readonly alert?: Omit<Alert, 'alarms'>;
  readonly alertAlarms?: Readonly<Record<string, MemberAlarm | 'same'>>;
}

/** A state with 500 alarms stays under the 400 kB of an item, whatever their texts. */
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

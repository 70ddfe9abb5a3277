/** What router and Alertmanager are both given: 500 alarms of five services within a minute. */
export const ALARMS = 500;
export const SERVICES = 5;
export const SPREAD_SECONDS = 60;

/** The first message, and the update that brings what came after it. */
export const LASTS_SECONDS = 600;

/** Children that were told of when their parents fire; then they end, before their parents do. */
export const PAIRS = 20;

export function badMinute(): readonly {
  readonly service: string;
  readonly alarmName: string;
  readonly atSeconds: number;
}[] {
  return Array.from({ length: ALARMS }, (_, i) => ({
    service: `service-${i % SERVICES}`,
    alarmName: `shop-prod-alarm-${i}`,
    atSeconds: (i * SPREAD_SECONDS) / ALARMS,
  }));
}

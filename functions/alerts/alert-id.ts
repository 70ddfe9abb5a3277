const RADIX = 36;

/**
 * `<service>-<opened, base 36 seconds>-<suffix>`: sorts by time within a service. Letters, digits and hyphens only, whatever the
 * service: it stands in addresses and headers.
 *
 * @param suffix - tells those apart that opened in one second
 */
export function alertIdOf(service: string, openedAt: string, suffix: string): string {
  const opened = Math.floor(Date.parse(openedAt) / 1000).toString(RADIX);
  return `${service.replace(/[^a-z0-9-]/g, '-')}-${opened}-${suffix}`;
}

/** When the alert opened, to the second, in epoch milliseconds; 0 of what is no alert's id. */
export function openedMsOf(alertId: string): number {
  const [opened = ''] = alertId.split('-').slice(-2);
  const seconds = Number.parseInt(opened, RADIX);
  return Number.isNaN(seconds) ? 0 : seconds * 1000;
}

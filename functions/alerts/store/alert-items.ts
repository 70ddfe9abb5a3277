import { createHash } from 'node:crypto';
import { openedMsOf } from '../alert-id.ts';

/** A key of the alerts' table. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** So long the record of an incident is kept: what happened a year ago can be compared. */
const KEPT_MS = 400 * 86_400_000;

export const ACTIVE = 'ACTIVE';
export const DEAD = 'DEAD';
export const CONFIG: ItemKey = { pk: 'CONFIG', sk: 'CONFIG' };

/** Below an alert: `LOG#` are events that were kept with a state, `EVENT#` those that were added. */
export const LOG = 'LOG#';
export const EVENT = 'EVENT#';
export const DELIVERY = 'DELIVERY#';

export function serviceKey(service: string): ItemKey {
  return { pk: `SERVICE#${service}`, sk: 'STATE' };
}

export function alertKey(alertId: string): ItemKey {
  return { pk: belowAlert(alertId), sk: 'ALERT' };
}

export function belowAlert(alertId: string): string {
  return `ALERT#${alertId}`;
}

/** @param service - @default - of all services */
export function listKey(service?: string): string {
  return service === undefined ? 'ALERTS' : `ALERTS#${service}`;
}

export function deliveryKey(alertId: string, route: string): ItemKey {
  return { pk: belowAlert(alertId), sk: `${DELIVERY}${route}` };
}

/** Versions of nine digits sort as text. */
export function logKey(alertId: string, version: number): ItemKey {
  return { pk: belowAlert(alertId), sk: `${LOG}${String(version).padStart(9, '0')}` };
}

/** An event's key may be longer than DynamoDB's. */
export function eventKey(alertId: string, key: string): ItemKey {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return { pk: belowAlert(alertId), sk: `${EVENT}${digest}` };
}

/** All that belongs to an alert goes at once. */
export function expiryOf(alertId: string) {
  return { expiresAtEpochSeconds: Math.ceil((openedMsOf(alertId) + KEPT_MS) / 1000) };
}

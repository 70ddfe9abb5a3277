import { compileEventPattern } from '../../event-pattern.ts';
import type { Notification, NotificationAttribute } from './notification.ts';

export type FilterPolicyScope = 'MessageAttributes' | 'MessageBody';

/** Whether a subscriber wants this notification. */
export type Filter = (notification: Notification) => boolean;

/** Reads a subscription's filter policy; throws, naming the key, what SNS would refuse. */
export function compileFilterPolicy(policy: unknown, scope: FilterPolicyScope): Filter {
  if (policy === undefined) return () => true;
  const matches = compileEventPattern(policy);
  if (scope === 'MessageAttributes') return ({ attributes }) => matches(valuesOf(attributes));
  return (notification) => {
    const body = parseBody(notification.message);
    return body !== undefined && matches(body);
  };
}

function valuesOf(attributes: Notification['attributes']): object {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, { type }]) => !type.startsWith('Binary'))
      .map(([name, attribute]) => [name, valueIn(attribute)]),
  );
}

function valueIn({ type, value }: NotificationAttribute): unknown {
  if (type.startsWith('Number')) return Number(value);
  return type === 'String.Array' ? (parseBody(value) ?? []) : value;
}

/** A body that is no JSON object matches no policy. */
function parseBody(text: string): object | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

import { BadMessage } from './bad-message.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Undefined of what is no object. Its keys are those of whoever wrote it: read them by name, and judge each value. */
export function jsonObject(value: unknown): JsonObject | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as JsonObject) : undefined;
}

/** The object that a text holds; `what` names the text. */
export function objectIn(text: string, what: string): JsonObject {
  const value = jsonObject(parsed(text));
  if (!value) throw new BadMessage(`${what} is no JSON object`);
  return value;
}

/** Undefined of what is no JSON: V8's own message would quote it. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { Schema } from './schema-codec.ts';
import { formatTimestamp, parseTimestamp } from './timestamp.ts';

/** Shapes a JSON value as the SDK's commands have it: Date for timestamps, Uint8Array for blobs. */
export function decodeJson(schema: Schema, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (schema.isStructSchema()) return decodeStruct(schema, value);
  if (schema.isListSchema())
    return listOf(value).map((item) => decodeJson(schema.getValueSchema(), item));
  if (schema.isMapSchema()) {
    return mapValues(value, (inner) => decodeJson(schema.getValueSchema(), inner));
  }
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(String(value), 'base64'));
  if (schema.isTimestampSchema()) return parseTimestamp(value);
  if (schema.isNumericSchema()) return Number(value);
  return value;
}

/** The reverse of `decodeJson`; members that the schema does not know are left out. */
export function encodeJson(schema: Schema, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (schema.isStructSchema()) return encodeStruct(schema, value);
  if (schema.isListSchema())
    return listOf(value).map((item) => encodeJson(schema.getValueSchema(), item));
  if (schema.isMapSchema()) {
    return mapValues(value, (inner) => encodeJson(schema.getValueSchema(), inner));
  }
  if (schema.isBlobSchema()) return base64(value);
  if (schema.isTimestampSchema()) return formatTimestamp(schema, value, 'epoch-seconds');
  return value;
}

/** The member's name on the wire. */
export function jsonName(memberName: string, member: Schema): string {
  return String(member.getMergedTraits().jsonName ?? memberName);
}

function decodeStruct(schema: Schema, value: unknown): object {
  const source = Object(value);
  const members = [...schema.structIterator()].map(([name, member]) => {
    return [name, decodeJson(member, source[jsonName(name, member)])] as const;
  });
  return Object.fromEntries(members.filter(([, inner]) => inner !== undefined));
}

function encodeStruct(schema: Schema, value: unknown): object {
  const source = Object(value);
  const members = [...schema.structIterator()].map(([name, member]) => {
    return [jsonName(name, member), encodeJson(member, source[name])] as const;
  });
  return Object.fromEntries(members.filter(([, inner]) => inner !== undefined));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function mapValues(value: unknown, change: (inner: unknown) => unknown): object {
  return Object.fromEntries(
    Object.entries(Object(value)).map(([key, inner]) => [key, change(inner)]),
  );
}

function base64(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : String(value);
}

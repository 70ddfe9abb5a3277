import type { Schema } from './schema-codec.ts';

export type TimestampFormat = 'date-time' | 'http-date' | 'epoch-seconds';

/** Reads a timestamp in any of the formats that AWS's protocols use. */
export function parseTimestamp(value: unknown): Date {
  const seconds = Number(value);
  return Number.isNaN(seconds) ? new Date(String(value)) : new Date(Math.round(seconds * 1000));
}

/** Writes a timestamp as its member's trait says, else in the protocol's own format. */
export function formatTimestamp(
  schema: Schema,
  value: unknown,
  protocolFormat: TimestampFormat,
): string | number {
  const date = value instanceof Date ? value : parseTimestamp(value);
  const format = FORMAT_OF_SCHEMA[Number(schema.getSchema())] ?? protocolFormat;
  if (format === 'epoch-seconds') return date.getTime() / 1000;
  return format === 'http-date' ? date.toUTCString() : date.toISOString().replace('.000Z', 'Z');
}

/** The SDK's numbers for timestamp schemas with a format of their own. */
const FORMAT_OF_SCHEMA: Readonly<Record<number, TimestampFormat>> = {
  5: 'date-time',
  6: 'http-date',
  7: 'epoch-seconds',
};

import type { IncomingHttpHeaders } from 'node:http';
import { decodeJson, encodeJson, jsonName } from './json.ts';
import { decodeText } from './query.ts';
import type { Schema } from './schema-codec.ts';
import { formatTimestamp } from './timestamp.ts';

export interface HttpParts {
  readonly labels: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  parseJson(body: Uint8Array): unknown;
}

export interface WrittenBindings {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Gathers an operation's input from where its schema says that each member travels. */
export function readBindings(schema: Schema, parts: HttpParts): object {
  if (!schema.isStructSchema()) return {};
  const members = [...schema.structIterator()];
  const hasPayload = members.some(([, member]) => member.getMergedTraits().httpPayload);
  const json = hasPayload ? {} : Object(parts.parseJson(parts.body));
  const read = members.map(([name, member]) => {
    return [name, readMember(name, member, parts, json)] as const;
  });
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

/** How a protocol writes what travels in the body. */
export interface BodyFormat {
  /** The members that have no place of their own. */
  document(schema: Schema, members: object): string;
  /** The one member that is the body. */
  payload(name: string, member: Schema, value: unknown): string;
}

const JSON_BODY: BodyFormat = {
  document: (schema, members) => JSON.stringify(encodeJson(schema, members)),
  payload: (_, member, value) => JSON.stringify(encodeJson(member, value)),
};

/** Spreads an operation's output over status, headers and body. */
export function writeBindings(
  schema: Schema,
  output: object,
  format: BodyFormat = JSON_BODY,
): WrittenBindings {
  if (!schema.isStructSchema()) return { headers: {}, body: '' };
  const present = [...schema.structIterator()]
    .map(([name, member]) => ({ name, member, value: Reflect.get(output, name) as unknown }))
    .filter(({ value }) => value !== undefined)
    .map((found) => ({ ...found, traits: found.member.getMergedTraits() }));
  const status = present.find(({ traits }) => traits.httpResponseCode);
  const payload = present.find(({ traits }) => traits.httpPayload);
  const inBody = present.filter(({ traits }) => !BOUND.some((trait) => traits[trait]));
  return {
    headers: Object.fromEntries(present.flatMap(headersOf)),
    body: payload
      ? payloadOf(payload, format)
      : format.document(schema, Object.fromEntries(inBody.map(({ name, value }) => [name, value]))),
    ...(status ? { status: Number(status.value) } : {}),
  };
}

/** The places beside the body. */
const BOUND = ['httpResponseCode', 'httpPayload', 'httpHeader', 'httpPrefixHeaders'] as const;

interface Present {
  readonly name: string;
  readonly member: Schema;
  readonly value: unknown;
  readonly traits: ReturnType<Schema['getMergedTraits']>;
}

function headersOf({ member, value, traits }: Present): readonly (readonly [string, string])[] {
  const { httpHeader, httpPrefixHeaders: prefix } = traits;
  if (httpHeader) {
    const isTime = member.isTimestampSchema();
    const text = isTime ? formatTimestamp(member, value, 'http-date') : value;
    return [[String(httpHeader), String(text)]];
  }
  if (!prefix) return [];
  return Object.entries(Object(value)).map(([name, text]) => [`${prefix}${name}`, String(text)]);
}

function readMember(name: string, member: Schema, parts: HttpParts, json: object): unknown {
  const { httpLabel, httpQuery, httpHeader, httpPrefixHeaders, httpPayload } =
    member.getMergedTraits();
  if (httpPayload) return readPayload(member, parts);
  if (httpLabel) return readText(member, parts.labels[name]);
  if (httpHeader) return readText(member, parts.headers[String(httpHeader).toLowerCase()]);
  if (httpPrefixHeaders) return readPrefixed(String(httpPrefixHeaders), parts.headers);
  if (httpQuery) return readQuery(member, parts.query.getAll(String(httpQuery)));
  return decodeJson(member, Reflect.get(json, jsonName(name, member)));
}

function readPayload(member: Schema, { body, parseJson }: HttpParts): unknown {
  if (member.isBlobSchema()) return body;
  if (member.isStringSchema()) return Buffer.from(body).toString();
  return decodeJson(member, parseJson(body));
}

function readText(member: Schema, text: string | string[] | undefined): unknown {
  return text === undefined ? undefined : decodeText(member, String(text));
}

function readQuery(member: Schema, values: readonly string[]): unknown {
  if (!member.isListSchema()) return readText(member, values[0]);
  return values.length > 0 ? values : undefined;
}

function readPrefixed(prefix: string, headers: IncomingHttpHeaders): object | undefined {
  const found = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  if (found.length === 0) return undefined;
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
}

function payloadOf({ name, member, value }: Present, format: BodyFormat): string | Uint8Array {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? value : format.payload(name, member, value);
}

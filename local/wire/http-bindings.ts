import type { IncomingHttpHeaders } from 'node:http';
import { decodeJson, encodeJson, jsonName } from './json.ts';
import { decodeText } from './query.ts';
import type { Schema } from './schema-codec.ts';

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

/** Spreads an operation's output over status, headers and body. */
export function writeBindings(schema: Schema, output: object): WrittenBindings {
  if (!schema.isStructSchema()) return { headers: {}, body: '' };
  const present = [...schema.structIterator()]
    .map(([name, member]) => ({ name, member, value: Reflect.get(output, name) as unknown }))
    .filter(({ value }) => value !== undefined)
    .map((found) => ({ ...found, traits: found.member.getMergedTraits() }));
  const status = present.find(({ traits }) => traits.httpResponseCode);
  const payload = present.find(({ traits }) => traits.httpPayload);
  const inHeaders = present.filter(({ traits }) => traits.httpHeader);
  const inJson = present.filter(
    ({ traits }) => !(traits.httpResponseCode || traits.httpPayload || traits.httpHeader),
  );
  const json = inJson.map(({ name, member, value }) => [
    jsonName(name, member),
    encodeJson(member, value),
  ]);
  return {
    headers: Object.fromEntries(
      inHeaders.map(({ traits, value }) => [String(traits.httpHeader), String(value)]),
    ),
    body: payload
      ? payloadOf(payload.member, payload.value)
      : JSON.stringify(Object.fromEntries(json)),
    ...(status ? { status: Number(status.value) } : {}),
  };
}

function readMember(name: string, member: Schema, parts: HttpParts, json: object): unknown {
  const { httpLabel, httpQuery, httpHeader, httpPayload } = member.getMergedTraits();
  if (httpPayload) return readPayload(member, parts);
  if (httpLabel) return readText(member, parts.labels[name]);
  if (httpHeader) return readText(member, parts.headers[String(httpHeader).toLowerCase()]);
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

function payloadOf(member: Schema, value: unknown): string | Uint8Array {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? value : JSON.stringify(encodeJson(member, value));
}

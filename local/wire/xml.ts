import type { Schema } from './schema-codec.ts';
import { formatTimestamp } from './timestamp.ts';

/** The members of a struct as XML elements, in the form of AWS's Query protocol. */
export function encodeXml(schema: Schema, value: unknown): string {
  const source = Object(value);
  return [...schema.structIterator()]
    .filter(([name]) => source[name] !== undefined && source[name] !== null)
    .map(([name, member]) => encodeMember(name, member, source[name]))
    .join('');
}

/** One element with text that needs no markup of its own. */
export function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

function encodeMember(name: string, member: Schema, value: unknown): string {
  const traits = member.getMergedTraits();
  const tag = String(traits.xmlName ?? name);
  const flat = Boolean(traits.xmlFlattened);
  if (member.isListSchema()) {
    const itemTag = String(member.getValueSchema().getMergedTraits().xmlName ?? 'member');
    const items = itemsOf(value).map((item) => {
      return wrap(flat ? tag : itemTag, encodeValue(member.getValueSchema(), item));
    });
    return flat ? items.join('') : wrap(tag, items.join(''));
  }
  if (member.isMapSchema()) {
    const entries = entriesOf(member, value).map((entry) => wrap(flat ? tag : 'entry', entry));
    return flat ? entries.join('') : wrap(tag, entries.join(''));
  }
  return wrap(tag, encodeValue(member, value));
}

function encodeValue(schema: Schema, value: unknown): string {
  if (schema.isStructSchema()) return encodeXml(schema, value);
  if (schema.isListSchema()) {
    return itemsOf(value)
      .map((item) => wrap('member', encodeValue(schema.getValueSchema(), item)))
      .join('');
  }
  if (schema.isMapSchema()) {
    return entriesOf(schema, value)
      .map((entry) => wrap('entry', entry))
      .join('');
  }
  if (schema.isTimestampSchema()) return String(formatTimestamp(schema, value, 'date-time'));
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return escapeXml(String(value));
}

function entriesOf(schema: Schema, value: unknown): readonly string[] {
  const key = String(schema.getKeySchema().getMergedTraits().xmlName ?? 'key');
  const inner = String(schema.getValueSchema().getMergedTraits().xmlName ?? 'value');
  return Object.entries(Object(value)).map(
    ([name, item]) => element(key, name) + wrap(inner, encodeValue(schema.getValueSchema(), item)),
  );
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function wrap(tag: string, content: string): string {
  return `<${tag}>${content}</${tag}>`;
}

/** XML 1.0 has no form at all for most control characters; AWS leaves them out too. */
function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#xD;')
    .replaceAll('\n', '&#xA;')
    .replace(/(?!\t)\p{Cc}/gu, '');
}

import type { Schema } from './schema-codec.ts';
import { parseTimestamp } from './timestamp.ts';

/** Form parameters such as `Tags.member.1.Key`, as the tree that their dots describe. */
export interface ParameterTree {
  text?: string;
  readonly children: Map<string, ParameterTree>;
}

/** Builds the tree of a form body. */
export function readParameters(form: URLSearchParams): ParameterTree {
  const root = emptyTree();
  for (const [name, value] of form) {
    let node = root;
    for (const part of name.split('.')) {
      const child = node.children.get(part) ?? emptyTree();
      node.children.set(part, child);
      node = child;
    }
    node.text = value;
  }
  return root;
}

/** Shapes the parameters as the SDK's commands have them. */
export function decodeQuery(schema: Schema, node: ParameterTree): unknown {
  if (schema.isStructSchema()) return decodeStruct(schema, node);
  if (schema.isListSchema()) {
    return numbered(node).map((item) => decodeQuery(schema.getValueSchema(), item));
  }
  if (schema.isMapSchema()) return decodeMap(schema, node);
  return decodeText(schema, node.text ?? '');
}

/** Shapes one scalar that travels as text. */
export function decodeText(schema: Schema, text: string): unknown {
  if (schema.isNumericSchema() || schema.isBigIntegerSchema()) return Number(text);
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isTimestampSchema()) return parseTimestamp(text);
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(text, 'base64'));
  return text;
}

function emptyTree(): ParameterTree {
  return { children: new Map() };
}

function decodeStruct(schema: Schema, node: ParameterTree): object {
  const members: [string, unknown][] = [];
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(String(member.getMergedTraits().xmlName ?? name));
    if (child) members.push([name, decodeQuery(member, child)]);
  }
  return Object.fromEntries(members);
}

function decodeMap(schema: Schema, node: ParameterTree): object {
  const keyName = String(schema.getKeySchema().getMergedTraits().xmlName ?? 'key');
  const valueName = String(schema.getValueSchema().getMergedTraits().xmlName ?? 'value');
  const entries = numbered(node).map(({ children }) => [
    children.get(keyName)?.text ?? '',
    decodeQuery(schema.getValueSchema(), children.get(valueName) ?? emptyTree()),
  ]);
  return Object.fromEntries(entries);
}

/** The items `1`, `2`, ... of a list or map, which may stand below `member` or `entry`. */
function numbered(node: ParameterTree): readonly ParameterTree[] {
  const isNumber = (name: string) => /^\d+$/.test(name);
  if ([...node.children.keys()].some(isNumber)) {
    return [...node.children]
      .filter(([name]) => isNumber(name))
      .sort(([left], [right]) => Number(left) - Number(right))
      .map(([, item]) => item);
  }
  return [...node.children.values()].flatMap(numbered);
}

import { remembered } from '../../shared/remembered.ts';
import type { Json } from '../targets/expectation.ts';
import { scanJsonPath } from './scan-json-path.ts';

/** Reads a whole singular query. Throws what `checkJsonPath` says of it. */
const parseJsonPath = remembered((path: string) => {
  const { segments, end } = scanJsonPath(path);
  if (end < path.length) {
    throw new Error(
      `'${path}' goes on at '${path.slice(end)}', which names no single value: only .name, ['name'] and [0] do`,
    );
  }
  return segments;
});

/** What keeps a text from being a singular query of RFC 9535; undefined where nothing does. */
export function checkJsonPath(path: string): string | undefined {
  try {
    parseJsonPath(path);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The value that a singular query of RFC 9535 points at; undefined where there is none. Throws when it is no query. */
export function valueAt(document: Json, path: string): Json | undefined {
  let value: Json | undefined = document;
  for (const segment of parseJsonPath(path)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = typeof segment === 'number' ? elementOf(value, segment) : memberOf(value, segment);
  }
  return value;
}

type Structure = Exclude<Json, string | number | boolean | null>;

/** Below 0 it counts from the end. */
function elementOf(value: Structure, index: number): Json | undefined {
  return Array.isArray(value) ? value.at(index) : undefined;
}

function memberOf(value: Structure, name: string): Json | undefined {
  if (Array.isArray(value) || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, Json>>)[name];
}

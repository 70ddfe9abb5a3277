import { suggestion } from '../edits/suggestion.ts';
import { BUCKETING } from '../toggle-document.ts';
import { error, type Finding, type Path } from './finding.ts';
import { isObject, own } from './json-object.ts';
import { lintJson } from './lint-json.ts';

const KEYS: readonly string[] = ['flags', '$evaluators', 'metadata', '$schema'];

/** With the size they keep an item of DynamoDB, which takes 400 kB, far from its limit once it is packed. */
const MAX_TOGGLES = 1_000;
const MAX_SEGMENTS = 200;
const MAX_BYTES = 1_000_000;

/** What is wrong with a document as a whole: its parts, its size, its way of spreading users. */
export function lintForm(document: unknown): readonly Finding[] {
  if (!isObject(document)) {
    return [error([], 'bad_type', 'must be an object', 'write { flags, metadata }')];
  }
  const unknown = Object.keys(document)
    .filter((key) => !KEYS.includes(key))
    .map((key) => error([key], 'unknown_key', 'is no part of a document', suggestion(key, KEYS)));
  return [
    ...unknown,
    ...lintEntries(own(document, 'flags'), ['flags'], MAX_TOGGLES),
    ...lintEntries(own(document, '$evaluators') ?? {}, ['$evaluators'], MAX_SEGMENTS),
    ...lintBucketing(own(document, 'metadata')),
    ...lintBytes(document),
  ];
}

function lintEntries(entries: unknown, path: Path, most: number): readonly Finding[] {
  if (!isObject(entries)) {
    return [error(path, 'bad_type', 'must be an object', 'write { key: ..., ... }')];
  }
  const count = Object.keys(entries).length;
  if (count <= most) return [];
  const rule = `has ${count} entries, which is more than ${most}`;
  return [error(path, 'too_many', rule, 'remove those that nobody uses any more')];
}

/** What is no JSON at all is found at its place, elsewhere. */
function lintBytes(document: object): readonly Finding[] {
  if (lintJson(document, []).length > 0) return [];
  const bytes = Buffer.byteLength(JSON.stringify(document));
  if (bytes <= MAX_BYTES) return [];
  const rule = `has more than ${MAX_BYTES} bytes, namely ${bytes}`;
  return [error([], 'too_large', rule, 'remove toggles that nobody uses any more')];
}

/** Percentages made for another way of spreading users would put each of them into another bucket. */
function lintBucketing(metadata: unknown): readonly Finding[] {
  const path = ['metadata', 'bucketing'];
  const bucketing = own(metadata, 'bucketing');
  if (isObject(metadata) && bucketing === BUCKETING) {
    return Object.keys(metadata)
      .filter((key) => key !== 'bucketing')
      .map((key) =>
        error(['metadata', key], 'unknown_key', 'is no fact of a document', 'remove it'),
      );
  }
  const fix = `set it to '${BUCKETING}', after a look at every percentage`;
  if (bucketing === undefined) return [error(path, 'missing', 'is missing', fix)];
  const rule = `must be '${BUCKETING}': another one puts users into other buckets`;
  return [error(path, 'bad_bucketing', rule, fix)];
}

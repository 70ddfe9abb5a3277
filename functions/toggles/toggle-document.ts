import type { Toggle } from './toggle.ts';

/**
 * How users are spread over percentages. flagd-core's hash has changed between versions, which puts every user into
 * another bucket: a document says which one its percentages were made for.
 */
export const BUCKETING = 'flagd-core-4';

/** All toggles of one stage, in the flagd definition format. */
export interface ToggleDocument {
  readonly flags: Readonly<Record<string, Toggle>>;
  /** Named rules that targeting refers to by `{"$ref": "name"}`: segments. @default {} */
  readonly $evaluators?: Readonly<Record<string, unknown>>;
  readonly metadata: { readonly bucketing: string };
}

export const EMPTY_DOCUMENT: ToggleDocument = { flags: {}, metadata: { bucketing: BUCKETING } };

/** Own keys only: a toggle named `toString` exists where somebody made one. What is no object, in a damaged document, is no toggle. */
export function toggleOf(document: ToggleDocument, key: string): Toggle | undefined {
  const toggle = Object.hasOwn(document.flags, key) ? document.flags[key] : undefined;
  return typeof toggle === 'object' && toggle !== null ? toggle : undefined;
}

import { Problem } from '../../shared/problem.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { checkedEdit } from './change-toggles.ts';
import { diffDocuments, diffSegments } from './diff-documents.ts';
import type { Edit } from './edit.ts';

export interface ImportOptions {
  /** What exists and differs becomes as it is imported. @default false - then it is refused */
  readonly replace?: boolean;
}

/**
 * Adds the toggles and segments of another document. What is not in it stays. Undefined where all is alike already;
 * `toggle_invalid` where something exists otherwise, unless it may be replaced.
 */
export function importToggles(
  document: ToggleDocument,
  incoming: ToggleDocument,
  { replace = false }: ImportOptions = {},
): Edit | undefined {
  const next = merged(document, incoming);
  const toggles = diffDocuments(document, next);
  const segments = diffSegments(document, next);
  const existing = [...toggles, ...segments].filter(({ before }) => before !== undefined);
  if (existing.length > 0 && !replace) throw exists(existing.map(({ key }) => key));
  if (toggles.length + segments.length === 0) return undefined;
  const keys = toggles.map(({ key }) => key);
  const names = segments.map(({ key }) => key);
  const what = [...keys, ...names.map((name) => `segment ${name}`)];
  const summary = `imported ${what.join(', ')}`;
  return checkedEdit({ document: next, summary, keys, segments: names });
}

function merged(document: ToggleDocument, incoming: ToggleDocument): ToggleDocument {
  const flags = { ...document.flags, ...incoming.flags };
  const $evaluators = { ...document.$evaluators, ...incoming.$evaluators };
  return { ...document, flags, ...(Object.keys($evaluators).length > 0 && { $evaluators }) };
}

function exists(names: readonly string[]): Problem {
  return new Problem(
    'toggle_invalid',
    `These exist already and differ: ${names.join(', ')}. Leave them out, or replace them`,
  );
}

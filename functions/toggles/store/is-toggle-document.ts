import type { ToggleDocument } from '../toggle-document.ts';

/** Whether something has the form of a document: `flags`, and facts about them. Each toggle is looked at when it is read. */
export function isToggleDocument(value: unknown): value is ToggleDocument {
  return isRecord(value) && isRecord(value['flags']) && isRecord(value['metadata']);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

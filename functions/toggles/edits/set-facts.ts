import type { ToggleDocument } from '../toggle-document.ts';
import { changeToggles } from './change-toggles.ts';
import type { Edit } from './edit.ts';
import { requireToggle } from './require-toggle.ts';

/** Metadata to set; null takes a fact away. */
export type ToggleFacts = Readonly<Record<string, boolean | number | string | null>>;

/** Sets facts of a toggle: owner, expires, description and the like. Those that are not named stay. */
export function setFacts(document: ToggleDocument, key: string, facts: ToggleFacts): Edit {
  const toggle = requireToggle(document, key);
  const merged = [...Object.entries(toggle.metadata ?? {}), ...Object.entries(facts)];
  const metadata = Object.fromEntries([...new Map(merged)].filter(isFact));
  const what = Object.entries(facts).map(([name, value]) => `${name} ${value ?? 'gone'}`);
  const changes = new Map([[key, { ...toggle, metadata }]]);
  return changeToggles(document, changes, `${key}: ${what.join(', ')}`);
}

function isFact<Fact>(entry: [string, Fact | null]): entry is [string, Fact] {
  return entry[1] !== null;
}

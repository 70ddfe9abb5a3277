import type { ToggleDocument } from '../../functions/toggles/toggle-document.ts';
import { EXAMPLE, type Kind } from './example.ts';

/** A stage's document: as many toggles as wanted, of the three kinds in turn, no two with the same rule. */
export function manyToggles(count: number): ToggleDocument {
  const kinds = Object.keys(EXAMPLE.flags) as Kind[];
  const entries = Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? 'static';
    return [`toggle-${index}`, toggleLike(kind, index)];
  });
  return { ...EXAMPLE, flags: Object.fromEntries(entries) };
}

function toggleLike(kind: Kind, index: number) {
  const text = JSON.stringify(EXAMPLE.flags[kind])
    .replaceAll('18', String(18 + index))
    .replace('@example.com', `@team-${index}.example.com`)
    .replace('One of three that are measured', `Toggle ${index} of a stage, for part ${index * 7}`);
  return JSON.parse(text);
}

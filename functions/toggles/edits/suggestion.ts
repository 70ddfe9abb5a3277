import { nearest } from '../../shared/nearest.ts';

/** How many names a message lists. */
const MAX_LISTED = 40;

/** The fix for a name that is not among the known ones. */
export function suggestion(word: string, known: readonly string[]): string {
  const meant = word !== '' && word.length <= 100 ? nearest(word, known) : undefined;
  if (meant !== undefined) return `did you mean '${meant}'?`;
  const listed = known.slice(0, MAX_LISTED).join(', ');
  if (listed === '') return 'there are none: add it';
  return `use one of: ${listed}${known.length > MAX_LISTED ? ', …' : ''}`;
}

import type { TextTest } from '../targets/expectation.ts';
import { excerpt } from './excerpt.ts';
import { compilePattern } from './pattern.ts';

/** Whether a text is what is expected. One that is missing holds nothing, so that it passes `excludes`. */
export function textPasses(is: TextTest, text: string | undefined): boolean {
  if ('exists' in is) return (text !== undefined) === is.exists;
  if ('excludes' in is) return !text?.includes(is.excludes);
  if (text === undefined) return false;
  if ('equals' in is) return text === is.equals;
  if ('contains' in is) return text.includes(is.contains);
  return compilePattern(is.matches).test(text);
}

/** What is expected, to be put after `expected`. */
export function wantedText(is: TextTest): string {
  if ('exists' in is) return is.exists ? 'one' : 'none';
  if ('excludes' in is) return `not to contain ${excerpt(is.excludes)}`;
  if ('equals' in is) return is.equals === '' ? 'an empty one' : excerpt(is.equals);
  if ('contains' in is) return `to contain ${excerpt(is.contains)}`;
  return `to match ${excerpt(is.matches)}`;
}

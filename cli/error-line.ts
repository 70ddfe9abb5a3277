import { boundedText } from '../functions/toggles/store/bounded-text.ts';

/** What was typed is quoted in errors, and may be a whole file by mistake. */
const MAX_CHARACTERS = 4_000;

/** One line for the standard error, without anything that a terminal would act on. */
export function errorLine(text: string): string {
  return `${boundedText(text, MAX_CHARACTERS)}\n`;
}

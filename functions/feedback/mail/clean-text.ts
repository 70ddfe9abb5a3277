/** Controls but tab and line feed, lone surrogates, and marks that turn the reading direction around. */
const HOSTILE = /[\p{Cs}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]|(?![\t\n])\p{Cc}/gu;

/** Text as a mail may show it, whatever wrote it: it neither ends a line by itself nor turns another around. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(HOSTILE, '')
    .trim();
}

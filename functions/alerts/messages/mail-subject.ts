/** SNS takes 100 characters, ASCII alone, and no line break. */
const MOST_CHARACTERS = 100;

/** A headline as SNS takes it: letters without their accents, `?` for what has no place in ASCII. */
export function mailSubject(headline: string): string {
  const ascii = headline
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('…', '...')
    .replace(/[^\x20-\x7e]/gu, '?')
    .trim();
  if (ascii.length <= MOST_CHARACTERS) return ascii;
  return `${ascii.slice(0, MOST_CHARACTERS - 3)}...`;
}

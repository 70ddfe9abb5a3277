/** What to do about the rules of `plainText`. */
export const PLAIN_TEXT_DETAILS: Readonly<Record<string, string>> = {
  hostile_characters: 'holds control characters, broken Unicode or marks that turn text around',
  empty: 'has nothing that can be seen',
  too_long: 'is too long',
};

/** A word of letters, a number, a mark of redaction, or one sign of a script that puts no spaces between words. */
const WORD =
  /\[[a-z-]+\]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|\p{N}[\p{N}.,]*|[\p{L}\p{M}]+/gu;

const NUMBER = /^\p{N}/u;

/** The words of a text as they count when texts are compared: no case, no accents, and each number is as good as another. */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{Mn}'’]/gu, '')
    .toLowerCase();
  const words = plain.match(WORD) ?? [];
  return words.map((word) => (NUMBER.test(word) ? '#' : word));
}

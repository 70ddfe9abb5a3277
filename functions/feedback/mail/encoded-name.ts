const PLAIN = /^[A-Za-z0-9 ._-]+$/;
const QUOTABLE = /^[ -~]+$/;

/** Bytes of which an encoded word has room for: 75 characters with its marks (RFC 2047). */
const MAX_BYTES = 45;

/** A name as it may stand before an address in a header, in ASCII. */
export function encodedName(name: string): string {
  if (PLAIN.test(name)) return name;
  if (QUOTABLE.test(name)) return `"${name.replace(/["\\]/g, '\\$&')}"`;
  return wordsOf(name)
    .map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`)
    .join(' ');
}

/** No character is cut in two. */
function wordsOf(name: string): readonly string[] {
  const words: string[] = [];
  for (const character of name) {
    const longer = (words.at(-1) ?? '') + character;
    if (words.length > 0 && Buffer.byteLength(longer) <= MAX_BYTES)
      words[words.length - 1] = longer;
    else words.push(character);
  }
  return words;
}

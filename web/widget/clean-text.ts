/** Controls but tab and line feed, lone surrogates, and marks that turn the reading direction around: the API refuses them. */
const HOSTILE = /[\p{Cs}\u202a-\u202e\u2066-\u2069]|(?![\t\n])\p{Cc}/gu;

/** What takes no room: it is not counted. */
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}\u2800\ufffc]/gu;

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** The text as the API takes it: without what nobody can have meant to write. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(HOSTILE, '').normalize('NFC').trim();
}

/** Characters that can be seen, as the API counts them; 0 where none can stand alone. */
export function visibleLength(text: string): number {
  const visible = text.replace(INVISIBLE, '');
  return VISIBLE.test(visible) ? [...visible].length : 0;
}

/** Cut to so many characters, none in two. */
export function cut(text: string, length: number): string {
  return [...text].slice(0, length).join('');
}

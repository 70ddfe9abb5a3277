const WORDS = 'auth(?!ors?\\b)|cookie|key|passw|secret|session|token';
const NAME = new RegExp(WORDS, 'i');

/** Repeated a few times only: a target might send what takes long to search. */
const VALUE_OF_NAME = new RegExp(
  `((?:${WORDS})[\\w-]{0,30}["']?\\s{0,5}[:=]\\s{0,5})("[^"]*"?|'[^']*'?|[^\\s&,;}<"']+)`,
  'gi',
);

/** `user:password@` of an address. */
const CREDENTIALS = /:\/\/[^\s/@]*@/g;
const MASK = '***';

/** More is never shown. */
const MAX_LENGTH = 1_000;

/** Whether what bears this name may open something: its value stays out of sentences and logs. */
export function isSecretName(name: string): boolean {
  return NAME.test(name);
}

/** What a target said, with a mask for each value that its name calls a secret: `{"token":***}`. */
export function masked(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .replace(CREDENTIALS, `://${MASK}@`)
    .replace(VALUE_OF_NAME, `$1${MASK}`);
}

/** What may not be the name of a function in a module. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/**
 * The name of each toggle's function: `new-checkout` is `newCheckout`, `delete` is `delete_`, `2fa` is `_2fa`. Where several keys
 * would have one name, each is spelled out after a `$`: `new-checkout` and `new.checkout` are `$new$2dcheckout` and
 * `$new$2echeckout`. So no key ever takes a name over from another one unseen: the build of who used it breaks.
 */
export function functionNames(keys: readonly string[]): ReadonlyMap<string, string> {
  const sharing = new Map<string, number>();
  for (const key of keys) sharing.set(camelCase(key), (sharing.get(camelCase(key)) ?? 0) + 1);
  return new Map(
    keys.map((key) => [key, sharing.get(camelCase(key)) === 1 ? camelCase(key) : spelledOut(key)]),
  );
}

function camelCase(key: string): string {
  const words = key.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word, at) => (at === 0 ? lowered(word) : raised(word))).join('');
  if (RESERVED.has(name)) return `${name}_`;
  return /^\d/.test(name) || name === '' ? `_${name}` : name;
}

/** `NEW_CHECKOUT` is `newCheckout`; `newCheckout` stays. */
function lowered(word: string): string {
  return isShouted(word) ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}

function raised(word: string): string {
  return (
    word.charAt(0).toUpperCase() + (isShouted(word) ? word.slice(1).toLowerCase() : word.slice(1))
  );
}

const isShouted = (word: string) => /^[A-Z0-9]+$/.test(word);

/** Different for every key, and different from every camel case. */
function spelledOut(key: string): string {
  const spelled = key.replace(/[^A-Za-z0-9]/g, (sign) => `$${sign.charCodeAt(0).toString(16)}`);
  return `$${spelled}`;
}

const MAX_SHOWN = 50;

/** A value in a message. Of an object only that it is one: `String` would call what a stranger has written. */
export function quoted(value: unknown): string {
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? 'a list' : 'an object';
  if (typeof value !== 'string') return String(value);
  const cut = Array.from(value).slice(0, MAX_SHOWN).join('');
  return `'${cut}${cut.length < value.length ? '…' : ''}'`;
}

/** What `URL` would drop or rewrite, and what is longer than servers take. */
const URL_TEXT = /^[^\s\p{Cc}#\\]{1,1000}$/u;

/** Whether a text is a whole http or https address without credentials or fragment. */
export function isHttpUrl(value: unknown): value is string {
  if (typeof value !== 'string' || !URL_TEXT.test(value) || !URL.canParse(value)) return false;
  const { protocol, username, password, hostname } = new URL(value);
  return /^https?:$/.test(protocol) && `${username}${password}` === '' && hostname !== '';
}

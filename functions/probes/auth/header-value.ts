/** What Node sends in a header: Latin-1 without control characters, so that no value can add a header of its own. */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether a text can be the value of a header. */
export function isHeaderValue(value: string): boolean {
  return SENDABLE.test(value);
}

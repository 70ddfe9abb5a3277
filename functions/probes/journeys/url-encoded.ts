/** A text as a part of an address; half a surrogate pair, which has no bytes, becomes the replacement character. */
export function urlEncoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

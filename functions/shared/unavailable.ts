/** A service that we depend on does not answer for now. Answered 503 with Retry-After; nothing was half done. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

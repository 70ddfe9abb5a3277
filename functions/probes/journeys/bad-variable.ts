/** What an answer said cannot stand where the next request wants it. */
export class BadVariable extends Error {
  override readonly name = 'BadVariable';
}

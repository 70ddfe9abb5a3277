/** A message that nothing can be learned from. It says what is wrong with it, and never what stands in it. */
export class BadMessage extends Error {
  override readonly name = 'BadMessage';

  constructor(flaw: string, options?: ErrorOptions) {
    super(`Not a change of an alarm's state: ${flaw}`, options);
  }
}

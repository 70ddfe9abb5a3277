/** Why the local cloud cannot run what it was given; the message names the place, the rule and what to do. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** The error codes of OFREP 0.3.0 that are the caller's. */
export type OfrepErrorCode =
  | 'PARSE_ERROR'
  | 'TARGETING_KEY_MISSING'
  | 'INVALID_CONTEXT'
  | 'FLAG_NOT_FOUND'
  | 'GENERAL';

/** An OFREP request that the caller can mend. */
export class OfrepError extends Error {
  override readonly name = 'OfrepError';
  readonly code: OfrepErrorCode;

  constructor(code: OfrepErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

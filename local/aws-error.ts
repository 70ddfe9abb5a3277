/** An answer of an emulated service that its caller sees as an AWS error, in the wire format of its protocol. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** AWS's own code, e.g. `ResourceNotFoundException`. */
  readonly code: string;
  readonly statusCode: number;
  /** Further members of the error's shape, e.g. `CancellationReasons`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: ErrorOptions & {
      statusCode?: number;
      members?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(message, options);
    this.code = code;
    this.statusCode = options.statusCode ?? 400;
    this.members = options.members ?? {};
  }
}

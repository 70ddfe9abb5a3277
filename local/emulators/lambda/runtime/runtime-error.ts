/** An error as the Lambda Runtime API carries it. */
export interface RuntimeError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** What a function threw, as AWS's Node.js runtime reports it. */
export function toRuntimeError(thrown: unknown): RuntimeError {
  if (!(thrown instanceof Error) && !isErrorLike(thrown)) {
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  }
  const { name, message, stack = '' } = thrown;
  return { errorType: name, errorMessage: message, trace: stack.split('\n') };
}

/** An error made in another realm (a `vm` context) is no instance of ours. */
function isErrorLike(thrown: unknown): thrown is Error {
  return Object.prototype.toString.call(thrown) === '[object Error]';
}

/** An error of the runtime itself, under AWS's name for it, e.g. `Runtime.HandlerNotFound`. */
export class RuntimeFault extends Error {
  override readonly name: string;

  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

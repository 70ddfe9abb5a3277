/** All that decides how one version of a function runs: `$LATEST`, or a copy that was published. */
export interface FunctionConfiguration {
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly description: string;
  readonly runtime: string;
  readonly handler: string;
  readonly roleArn: string;
  readonly timeoutSeconds: number;
  readonly memorySizeMb: number;
  readonly variables: Readonly<Record<string, string>>;
  /** Absolute path of the folder that AWS mounts as `/var/task`. */
  readonly codeDir: string;
  readonly codeSha256: string;
  readonly architectures: readonly string[];
  readonly logGroup: string;
  /** Queue for events that all attempts failed on. */
  readonly deadLetterArn?: string;
  /** ISO 8601, in driven time. */
  readonly lastModified: string;
}

export const LATEST = '$LATEST';

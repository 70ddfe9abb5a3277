/** What people and tests see happen. `atMs` is driven time. */
export type LiveEvent =
  | {
      readonly kind: 'invocation';
      readonly atMs: number;
      readonly functionName: string;
      readonly requestId: string;
      readonly durationMs: number;
      readonly cold: boolean;
      readonly error?: string;
      /** The version that ran, and the alias or version that was asked for, if one was: AWS/Lambda's dimensions. */
      readonly version?: string;
      readonly qualifier?: string;
      /** Refused for want of concurrency (`Throttles`); it did not run. */
      readonly throttled?: true;
      /** How many invocations of the function ran at its start, itself included: `ConcurrentExecutions`. */
      readonly concurrency?: number;
    }
  | {
      readonly kind: 'log';
      readonly atMs: number;
      readonly functionName: string;
      readonly requestId?: string;
      readonly logGroup?: string;
      readonly logStream?: string;
      readonly line: string;
    }
  /** Records or messages can be read: they came in, or became visible again. Readers look now instead of polling. */
  | { readonly kind: 'available'; readonly atMs: number; readonly arn: string }
  | {
      readonly kind: 'metric';
      readonly atMs: number;
      readonly namespace: string;
      readonly metrics: Readonly<Record<string, number>>;
      readonly dimensions: Readonly<Record<string, string>>;
      readonly record: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'alarm';
      readonly atMs: number;
      readonly alarmName: string;
      readonly from: string;
      readonly to: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'message';
      readonly atMs: number;
      /** Absent for a mail that SES sends. */
      readonly topicArn?: string;
      readonly protocol: string;
      readonly to: string;
      readonly subject: string;
    }
  | {
      readonly kind: 'request';
      readonly atMs: number;
      readonly api: string;
      readonly method: string;
      readonly path: string;
      readonly status: number;
      readonly durationMs: number;
    }
  | { readonly kind: 'denied'; readonly atMs: number; readonly message: string }
  | { readonly kind: 'notice'; readonly atMs: number; readonly message: string };

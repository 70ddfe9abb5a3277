import type { IncomingHttpHeaders } from 'node:http';
import type { AwsError } from '../aws-error.ts';

export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** One of AWS's protocols, for one service: from bytes to an operation's input, and from its output to bytes. */
export interface Codec {
  /** Rejects with `AwsError` what it cannot read. */
  read(request: WireRequest): { readonly operation: string; readonly input: unknown };
  write(operation: string, output: object, requestId: string): WireResponse;
  writeError(error: AwsError, requestId: string): WireResponse;
}

import type { IncomingMessage } from 'node:http';
import type { Input, Principal } from './emulator.ts';

/** How a service meets browsers: what they ask without a signature in a header, and what CORS wants in answers. */
export interface BrowserDoor {
  /** Whether an unsigned request (a form, a preflight) is for this service. */
  takes(request: IncomingMessage): boolean;
  /** Answers such a request; `run` does an operation as whoever it has proved to come from. */
  answer(request: IncomingMessage, body: Uint8Array, run: RunAs): Promise<DoorAnswer>;
  /** Headers for the answer to any request to this service. */
  headersFor(request: IncomingMessage): Readonly<Record<string, string>>;
}

export type RunAs = (operation: string, input: Input, principal: Principal) => Promise<Input>;

export interface DoorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

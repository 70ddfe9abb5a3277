import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** AWS's limit on a response, in bytes. */
export const MAX_RESPONSE_BYTES = 6_291_556;

/** One invocation on its way into a function's process. */
export interface Delivery {
  readonly requestId: string;
  readonly functionArn: string;
  readonly payload: Uint8Array;
  /** Driven time, epoch milliseconds. */
  readonly deadlineMs: number;
  /** As `drivenTimeFor` writes it. */
  readonly drivenTime: string;
  readonly traceId: string;
}

/** What a function's process reports at the end of its start (`init`, failed) or of an invocation. */
export interface Report {
  readonly kind: 'response' | 'error' | 'init';
  readonly body: Buffer;
  readonly tooLarge: boolean;
  readonly logBytes: number;
  readonly memoryBytes: number;
}

export interface RuntimeApiListener {
  /** The process asks for work: it has started, or is done with what it had. */
  onNext(): void;
  onReport(report: Report): void;
}

const ROUTE =
  /^\/2018-06-01\/runtime\/(?:invocation\/(?:[^/]+\/)?(next|response|error)|(init)\/error)$/;

/** The Lambda Runtime API for one environment, on a port of its own because the protocol knows host and port only. */
export class RuntimeApi {
  readonly #server: Server;
  readonly #listener: RuntimeApiListener;
  #waiting: ServerResponse | undefined;

  private constructor(listener: RuntimeApiListener) {
    this.#listener = listener;
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.keepAliveTimeout = 0; // an environment may be idle for long
  }

  static async listen(listener: RuntimeApiListener): Promise<RuntimeApi> {
    const api = new RuntimeApi(listener);
    await new Promise<void>((resolve, reject) => {
      api.#server.once('error', reject);
      api.#server.listen(0, '127.0.0.1', resolve);
    });
    return api;
  }

  get address(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `127.0.0.1:${port}`;
  }

  /** Hands an invocation to the process, which has asked for it. */
  deliver(delivery: Delivery): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.writeHead(200, {
      'content-type': 'application/json',
      'content-length': delivery.payload.length,
      'lambda-runtime-aws-request-id': delivery.requestId,
      'lambda-runtime-deadline-ms': delivery.deadlineMs,
      'lambda-runtime-invoked-function-arn': delivery.functionArn,
      'lambda-runtime-trace-id': delivery.traceId,
      'afterprod-driven-time': delivery.drivenTime,
    });
    waiting?.end(delivery.payload);
  }

  /** Ends the connection, and with it a process that waits for work. */
  close(): void {
    this.#waiting = undefined;
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const [, invocation, init] = ROUTE.exec(request.url ?? '') ?? [];
    const route = invocation ?? init;
    if (route === 'next') this.#wait(response);
    else if (isReport(route)) void this.#receive(route, request, response);
    else response.writeHead(404).end();
  }

  #wait(response: ServerResponse): void {
    this.#waiting = response;
    this.#listener.onNext();
  }

  async #receive(
    kind: Report['kind'],
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await bodyOf(request).catch(() => undefined);
    if (body === undefined) return; // the process died while it sent; its exit is reported instead
    const tooLarge = body.length > MAX_RESPONSE_BYTES;
    response.writeHead(tooLarge ? 413 : 202, { 'content-length': 0 }).end();
    this.#listener.onReport({
      kind,
      body,
      tooLarge,
      logBytes: Number(request.headers['afterprod-log-bytes'] ?? 0),
      memoryBytes: Number(request.headers['afterprod-memory-bytes'] ?? 0),
    });
  }
}

function isReport(route: string | undefined): route is Report['kind'] {
  return route === 'response' || route === 'error' || route === 'init';
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

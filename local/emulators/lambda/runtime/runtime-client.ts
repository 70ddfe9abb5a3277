import { Agent, type IncomingHttpHeaders, request } from 'node:http';

const PREFIX = '/2018-06-01/runtime';

export interface NextInvocation {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Answer extends NextInvocation {
  readonly status: number;
}

/** The function's side of the Lambda Runtime API. When its connection is lost or refused, this process has no work left. */
export class RuntimeClient {
  readonly #host: string;
  readonly #port: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(address: string) {
    const [host = '', port = ''] = address.split(':');
    this.#host = host;
    this.#port = port;
  }

  async next(): Promise<NextInvocation> {
    const answer = await this.#send('GET', '/invocation/next');
    if (answer.status !== 200) return leave();
    return answer;
  }

  async respond(requestId: string, body: string, headers: Record<string, string>): Promise<void> {
    await this.#send('POST', `/invocation/${requestId}/response`, body, headers);
  }

  async fail(requestId: string, error: object, headers: Record<string, string>): Promise<void> {
    await this.#send('POST', `/invocation/${requestId}/error`, JSON.stringify(error), headers);
  }

  async failInit(error: object, headers: Record<string, string>): Promise<void> {
    await this.#send('POST', '/init/error', JSON.stringify(error), headers);
  }

  #send(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return new Promise((resolve) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const outgoing = request({
        host: this.#host,
        port: this.#port,
        agent: this.#agent,
        method,
        path: PREFIX + path,
        headers: { ...headers, ...length },
      });
      outgoing.on('error', leave);
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('error', leave);
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          const text = chunks.length === 1 ? String(chunks[0]) : String(Buffer.concat(chunks));
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text });
        });
      });
      outgoing.end(body);
    });
  }
}

/** The local cloud has ended this environment, or is gone itself. */
function leave(): never {
  process.exit(0);
}

import type { X509Certificate } from 'node:crypto';
import { type ClientRequest, type IncomingMessage, request as send } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { systemTimer } from '../../shared/timer.ts';
import type { ClientCertificate, Hop, RequestHeaders } from '../auth/prepared-request.ts';
import type { CertificateFacts } from '../targets/probe-result.ts';
import { type Answered, headersOf } from './answered.ts';
import { certificateFacts } from './certificate-facts.ts';
import { codeOf, type Failed, GAVE_UP, UPGRADE } from './failed.ts';
import { isRedirect } from './is-redirect.ts';
import { LimitedBody } from './limited-body.ts';
import { type ConnectionTools, openTcp, openTls, peerOf } from './open-connection.ts';
import { Stopwatch } from './stopwatch.ts';

export interface ExchangeRequest {
  readonly hop: Hop;
  readonly headers: RequestHeaders;
  readonly client?: ClientCertificate | undefined;
  /** A redirect is read no further than its headers. */
  readonly followsRedirects: boolean;
}

const MAX_HEADER_BYTES = 16 * 1024;

/**
 * Sends one request on a connection of its own and measures each part of it.
 *
 * @param giveUpAtMs - on the monotonic clock: it ends then, wherever it stands
 */
export function exchange(
  request: ExchangeRequest,
  giveUpAtMs: number,
  tools: ConnectionTools,
): Promise<Answered | Failed> {
  return new Promise((settle) => new RunningExchange(request, giveUpAtMs, tools, settle));
}

/** `node:http` on sockets of our own making: its agents cost more, and share connections and TLS sessions. */
class RunningExchange {
  readonly #request: ExchangeRequest;
  readonly #tools: ConnectionTools;
  readonly #stopwatch: Stopwatch;
  readonly #stopTimer: () => void;
  readonly #settle: (seen: Answered | Failed) => void;
  readonly #sent: ClientRequest;
  readonly #body = new LimitedBody();
  #answer?: IncomingMessage;
  #certificate?: X509Certificate;
  #isOver = false;

  constructor(
    request: ExchangeRequest,
    giveUpAtMs: number,
    tools: ConnectionTools,
    settle: (seen: Answered | Failed) => void,
  ) {
    this.#request = request;
    this.#tools = tools;
    this.#settle = settle;
    const { method, url, body } = request.hop;
    const host = peerOf(url).host;
    const { nowMs, startTimer = systemTimer } = tools;
    this.#stopwatch = new Stopwatch({ nowMs, isNamed: !isIP(host), isSecure: isSecure(url) });
    this.#sent = send({
      createConnection: () => this.#connect(),
      method,
      path: url.pathname + url.search,
      headers: { host: url.host, ...request.headers, connection: 'close' },
      maxHeaderSize: MAX_HEADER_BYTES,
      joinDuplicateHeaders: true,
    });
    this.#sent
      .on('response', (answer) => this.#receive(answer))
      .on('upgrade', () => this.#fail(UPGRADE, 'the target wants to switch protocols'))
      .on('error', (error) => this.#fail(codeOf(error), error.message))
      .end(body);
    const giveUp = () => this.#fail(GAVE_UP, 'gave up');
    this.#stopTimer = startTimer(giveUp, Math.max(0, giveUpAtMs - nowMs()));
  }

  #connect(): Socket {
    const { url } = this.#request.hop;
    const peer = peerOf(url);
    const socket = isSecure(url)
      ? openTls(peer, this.#tools, {
          client: this.#request.client,
          protocols: ['http/1.1'],
          onChain: (own) => {
            this.#certificate = own;
          },
        })
      : openTcp(peer, this.#tools);
    this.#stopwatch.watch(socket);
    return socket;
  }

  #receive(answer: IncomingMessage): void {
    this.#stopwatch.note('headers');
    this.#answer = answer;
    const { statusCode = 0, headers } = answer;
    const leadsOn = headers.location !== undefined && isRedirect(statusCode);
    if (leadsOn && this.#request.followsRedirects) {
      this.#finish(answer);
      return;
    }
    answer
      .on('data', (chunk: Buffer) => {
        this.#body.add(chunk);
        if (this.#body.isFull) this.#finish(answer);
      })
      .on('end', () => this.#finish(answer))
      .on('error', (error) => this.#fail(codeOf(error), error.message));
  }

  #finish(answer: IncomingMessage): void {
    if (this.#isOver) return;
    this.#stopwatch.note('done');
    const phases = this.#stopwatch.phases();
    this.#end({
      kind: 'http',
      status: answer.statusCode ?? 0,
      headers: headersOf(answer),
      setCookies: answer.headers['set-cookie'] ?? [],
      body: this.#body.bytes(),
      isTruncated: this.#body.isFull,
      phases,
      latencyMs: phases.firstByteMs,
      certificate: this.#facts(),
    });
  }

  #facts(): CertificateFacts | undefined {
    return this.#certificate && certificateFacts(this.#certificate, this.#tools.now());
  }

  #fail(code: string, message: string): void {
    if (this.#isOver) return;
    this.#end({
      ...this.#stopwatch.failed(code, message),
      status: this.#answer?.statusCode,
      certificate: this.#facts(),
    });
  }

  #end(seen: Answered | Failed): void {
    this.#isOver = true;
    this.#stopTimer();
    this.#settle(seen);
    if (!this.#answer?.complete) this.#sent.destroy(); // else it closes by itself, which costs less
  }
}

function isSecure({ protocol }: URL): boolean {
  return protocol === 'https:';
}

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import type { Call, Input, Principal } from '../emulator.ts';
import type { Service, Services } from '../services.ts';
import type { Codecs } from '../wire/codecs.ts';
import type { WireResponse } from '../wire/wire.ts';
import { meantBody, readRawBody } from './body.ts';
import { missingAuthentication, readSignature, signedService } from './sigv4.ts';

export interface AwsEndpoint {
  readonly services: Services;
  readonly codecs: Codecs;
  /** Driven time, for the `Date` header: the SDK sets its signing clock by it. */
  now(): number;
  authenticate(request: IncomingMessage, body: Uint8Array): Principal;
  run(service: Service, operation: string, input: Input, call: Call): Promise<object>;
}

/** Answers one request to AWS, in the wire format of the service that it is for. */
export async function answerAws(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: AwsEndpoint,
): Promise<void> {
  const requestId = randomUUID();
  const service = serviceOf(request, endpoint.services);
  const wire = await answer(request, service, endpoint, requestId);
  if (!request.complete) {
    response.setHeader('connection', 'close');
    request.resume(); // a client that still sends must be able to get its answer
  }
  response.writeHead(wire.status, {
    'content-length': String(Buffer.byteLength(wire.body)),
    ...service?.handle.browsers?.headersFor(request),
    ...wire.headers,
    date: new Date(endpoint.now()).toUTCString(),
    'x-amzn-requestid': requestId,
  });
  response.end(wire.body);
}

/** Whether a request speaks to AWS rather than to the local cloud's own pages: it says so. */
export function isForAws(request: IncomingMessage): boolean {
  const { authorization, 'x-amz-target': target } = request.headers;
  if (authorization?.startsWith('AWS4-') || target !== undefined) return true;
  return readSignature(request) !== undefined;
}

/** Whether a request may be an unsigned one to AWS, to be refused in its words: also curl sends forms unless told. */
export function looksLikeQuery({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
}

async function answer(
  request: IncomingMessage,
  service: Service | undefined,
  endpoint: AwsEndpoint,
  requestId: string,
): Promise<WireResponse> {
  const codec = await endpoint.codecs.codecFor(service?.emulator.api, request.headers);
  try {
    const raw = await readRawBody(request);
    if (!service) throw unknownService(request);
    const run = (operation: string, input: Input, principal: Principal) =>
      endpoint.run(service, operation, input, { principal, requestId });
    const door = readSignature(request) ? undefined : service.handle.browsers;
    if (door?.takes(request)) return await door.answer(request, raw, run);
    const principal = endpoint.authenticate(request, raw);
    const { method = 'GET', url = '/', headers } = request;
    const isKeptAsSent = service.emulator.api?.protocol === 'restXml';
    const body = isKeptAsSent ? raw : meantBody(request, raw);
    const { operation, input } = codec.read({ method, url, headers, body });
    return codec.write(operation, await run(operation, input, principal), requestId);
  } catch (error) {
    return codec.writeError(asAwsError(error), requestId);
  }
}

function serviceOf(request: IncomingMessage, services: Services): Service | undefined {
  const target = String(request.headers['x-amz-target'] ?? '').split('.')[0] ?? '';
  const signature = readSignature(request);
  if (signature) return services.signedFor(signedService(signature)) ?? services.targeted(target);
  return services.targeted(target) ?? services.openTo(request);
}

function unknownService(request: IncomingMessage): AwsError {
  const signature = readSignature(request);
  if (!signature && !request.headers['x-amz-target']) return missingAuthentication();
  const name = signature ? signedService(signature) : request.headers['x-amz-target'];
  return new AwsError('UnknownService', `The local cloud does not emulate the service ${name}.`, {
    statusCode: 501,
  });
}

/** A defect of an emulator is told to the caller whole: on a laptop they are the one who can mend it. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AwsError('InternalFailure', message, { statusCode: 500, cause: error });
}

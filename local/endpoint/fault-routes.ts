import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod/mini';
import { AwsError } from '../aws-error.ts';
import type { Clock } from '../clock.ts';
import { FAULT_KINDS, type Faults } from '../faults.ts';
import type { Services } from '../services.ts';
import { readBody } from './body.ts';
import type { Routes } from './routes.ts';

const LONGEST_SECONDS = 7 * 24 * 60 * 60;
const LONGEST_LATENCY_MS = 60_000;

const REQUEST = z.strictObject({
  service: z.string().check(z.minLength(1)),
  /** As AWS names it, e.g. `PutItem`. */
  operation: z.optional(z.string().check(z.regex(/^[A-Z][A-Za-z0-9]*$/))),
  kind: z.enum(FAULT_KINDS),
  /** Driven time. */
  seconds: z.number().check(z.positive(), z.maximum(LONGEST_SECONDS)),
  /** Real time. */
  latencyMs: z.optional(z.number().check(z.nonnegative(), z.maximum(LONGEST_LATENCY_MS))),
});

/**
 * Lets scripts make trouble: `POST /faults { service, kind, seconds, operation?, latencyMs? }` begins it,
 * `GET /faults` lists it, `DELETE /faults` ends it all, `DELETE /faults/<service>` that of one service.
 */
export function serveFaults(
  routes: Routes,
  faults: Faults,
  clock: Clock,
  services: Services,
): void {
  routes.add('GET', '/faults', (_request, response) => {
    json(response, 200, { faults: faults.list() });
  });
  routes.add('POST', '/faults', (request, response) => {
    begin(request, faults, clock, services).then(
      () => json(response, 200, { faults: faults.list() }),
      (error: unknown) => refuse(response, error),
    );
  });
  routes.add('DELETE', '/faults*', (request, response) => {
    try {
      const service = decodeURIComponent((request.url ?? '').split('/')[2] ?? '');
      if (service !== '') services.named(service);
      faults.clear(service === '' ? undefined : service);
      json(response, 200, { faults: faults.list() });
    } catch (error) {
      refuse(response, error);
    }
  });
}

async function begin(
  request: IncomingMessage,
  faults: Faults,
  clock: Clock,
  services: Services,
): Promise<void> {
  const { body } = await readBody(request);
  const { service, kind, operation, seconds, latencyMs } = REQUEST.parse(
    JSON.parse(Buffer.from(body).toString()),
  );
  services.named(service);
  faults.inject({
    service,
    kind,
    untilMs: clock.now() + seconds * 1000,
    ...(operation === undefined ? {} : { operation }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
  });
}

function refuse(response: ServerResponse, error: unknown): void {
  json(response, 400, { title: 'The fault is not understood.', detail: detailOf(error) });
}

function detailOf(error: unknown): string {
  if (error instanceof AwsError) return error.message;
  const reason = error instanceof z.core.$ZodError ? z.prettifyError(error) : String(error);
  return `${reason} Expected: { service, kind: ${FAULT_KINDS.join('|')}, seconds, operation?, latencyMs? }`;
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

import type { IncomingMessage } from 'node:http';
import { z } from 'zod/mini';
import type { Clock } from '../clock.ts';
import { readBody } from '../endpoint/body.ts';
import type { Routes } from '../endpoint/routes.ts';
import { isoDurationMs } from '../iso-duration.ts';
import { sendJson, sendProblem } from './json-answer.ts';

const LONGEST_ADVANCE_MS = 366 * 86_400_000;
const ADVANCE = z.strictObject({ advance: z.string() });
const EXPECTED =
  'Send { "advance": "<duration>" }, an ISO 8601 duration of weeks, days, hours, minutes and seconds above zero and at most P366D, e.g. PT1H.';

/** `GET /clock` tells driven time, `POST /clock { advance: "PT1H" }` moves it and answers when it has got there. */
export function serveClock(routes: Routes, clock: Clock): void {
  const now = () => ({ now: new Date(clock.now()).toISOString() });
  routes.add('GET', '/clock', (_, response) => {
    // Proves the process id in `local.json`, which a stranger may have after a kill.
    response.setHeader('afterprod-pid', String(process.pid));
    sendJson(response, 200, now());
  });
  routes.add('POST', '/clock', (request, response) => {
    readAdvanceMs(request)
      .then(async (advanceMs) => {
        if (advanceMs === undefined) return sendProblem(response, 400, EXPECTED);
        await clock.advance(advanceMs);
        sendJson(response, 200, now());
      })
      .catch((error: unknown) => sendProblem(response, 500, String(error)));
  });
}

async function readAdvanceMs(request: IncomingMessage): Promise<number | undefined> {
  const parsed = ADVANCE.safeParse(await readJson(request));
  const advanceMs = parsed.success ? isoDurationMs(parsed.data.advance) : undefined;
  return advanceMs && advanceMs <= LONGEST_ADVANCE_MS ? advanceMs : undefined;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  try {
    const { body } = await readBody(request);
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined; // no JSON, too long, or not the encoding that it says
  }
}

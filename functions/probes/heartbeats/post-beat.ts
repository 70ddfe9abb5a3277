import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { isoTime, type NowMs } from '../../shared/clock.ts';
import { json } from '../../shared/http.ts';
import { readJsonBody } from '../../shared/json-body.ts';
import { parseWith } from '../../shared/parse-with.ts';
import { Problem } from '../../shared/problem.ts';
import type { Responder } from '../../shared/routes.ts';
import type { SecretKey } from '../../shared/secret-key.ts';
import { UNPRINTABLE } from '../../shared/unprintable.ts';
import type { Beat, BeatStore } from '../store/probe-store.ts';
import { beatSchema } from './beat-schema.ts';
import { heartbeatOfKey } from './heartbeat-key.ts';

export interface PostBeatDependencies {
  readonly store: Pick<BeatStore, 'keepBeat'>;
  /** What keys are made with. */
  readonly secret: SecretKey;
  readonly now: NowMs;
}

/** A message of 500 characters, each written as an escape. */
const MAX_BODY_BYTES = 4_096;

/** Keeps that a job has beaten. Without a body it is well. */
export const postBeat: Responder<PostBeatDependencies> = async (event, { store, secret, now }) => {
  const heartbeat = heartbeatOfKey(await secret(), event.pathParameters?.['key'] ?? '');
  if (heartbeat === undefined) {
    throw new Problem(
      'not_found',
      'No heartbeat has this key: afterprod probes heartbeats tells the addresses',
    );
  }
  const beat = beatOf(event, isoTime(now()));
  await store.keepBeat(heartbeat, beat);
  return answerOf(heartbeat, beat);
};

function beatOf(event: APIGatewayProxyEvent, at: string): Beat {
  if (!event.body) return { at, outcome: 'ok' };
  const { status = 'ok', message } = parseWith(
    beatSchema,
    readJsonBody(event, MAX_BODY_BYTES),
    'heartbeat_invalid',
  );
  const said = message?.replace(UNPRINTABLE, ' ').trim(); // it is shown in terminals
  return { at, outcome: status, ...(said && { message: said }) };
}

function answerOf(heartbeat: string, { at, outcome }: Beat): APIGatewayProxyResult {
  return json(200, { heartbeat, status: outcome, receivedAt: at });
}

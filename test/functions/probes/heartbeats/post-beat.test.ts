import { heartbeatKey } from '../../../../functions/probes/heartbeats/heartbeat-key.ts';
import { postBeat } from '../../../../functions/probes/heartbeats/post-beat.ts';
import { MemoryProbeStore } from '../../../../functions/probes/store/memory-probe-store.ts';
import { apiEvent } from '../../../support/api-event.ts';

const NOW_MS = Date.parse('2026-11-23T10:00:00Z');
const SECRET = 'a secret of the stage';
const JSON_TYPE = { 'content-type': 'application/json' };

function createApi() {
  const store = new MemoryProbeStore(() => NOW_MS);
  const dependencies = { store, secret: async () => SECRET, now: () => NOW_MS };
  return {
    post: (body: string | null, headers = {}, key = heartbeatKey(SECRET, 'backup')) =>
      postBeat(apiEvent({ headers, body, pathParameters: { key } }), dependencies),
    lastBeat: async () => (await store.beats(['backup'])).get('backup'),
  };
}

test.each([
  ['nothing', null, {}],
  ['nothing, as curl posts it', '', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['{}', '{}', JSON_TYPE],
  ['ok', '{"status":"ok"}', JSON_TYPE],
])('a job that says %s is well', async (_, body, headers) => {
  const { post, lastBeat } = createApi();
  const { statusCode, body: answered } = await post(body, headers);
  expect(statusCode).toBe(200);
  expect(JSON.parse(answered)).toEqual({
    heartbeat: 'backup',
    status: 'ok',
    receivedAt: '2026-11-23T10:00:00.000Z',
  });
  expect(await lastBeat()).toEqual({ at: '2026-11-23T10:00:00.000Z', outcome: 'ok' });
});

test('a job that failed says why, in one line that a terminal can show', async () => {
  const { post, lastBeat } = createApi();
  const message = 'pg_dump: \u001b[31mno space\n left \u202e';
  await post(JSON.stringify({ status: 'failed', message }), JSON_TYPE);
  expect(await lastBeat()).toMatchObject({
    outcome: 'failed',
    message: 'pg_dump:  [31mno space  left',
  });
});

test('a message of spaces is none', async () => {
  const { post, lastBeat } = createApi();
  await post('{"message":" \\n "}', JSON_TYPE);
  expect(await lastBeat()).toEqual({ at: '2026-11-23T10:00:00.000Z', outcome: 'ok' });
});

test('a message may have 500 characters, however they are written', async () => {
  const { post } = createApi();
  const ofLength = (count: number) => `{"message":"${'\\u00e9'.repeat(count)}"}`;
  expect(await post(ofLength(500), JSON_TYPE)).toMatchObject({ statusCode: 200 });
  await expect(post(ofLength(501), JSON_TYPE)).rejects.toMatchObject({
    code: 'heartbeat_invalid',
    errors: [{ pointer: '/message', detail: 'is too long: at most 500' }],
  });
});

test.each([
  ['{"status":"late"}', JSON_TYPE, 'heartbeat_invalid'],
  ['{"state":"ok"}', JSON_TYPE, 'heartbeat_invalid'],
  ['[]', JSON_TYPE, 'heartbeat_invalid'],
  ['{', JSON_TYPE, 'invalid_body'],
  ['status=failed', { 'content-type': 'text/plain' }, 'unsupported_media_type'],
  [`{"message":"${'x'.repeat(5_000)}"}`, JSON_TYPE, 'body_too_large'],
])('%.30s is refused, and is no beat', async (body, headers, code) => {
  const { post, lastBeat } = createApi();
  await expect(post(body, headers)).rejects.toMatchObject({ code });
  expect(await lastBeat()).toBeUndefined();
});

test.each(['', 'backup', 'backup.wrong', heartbeatKey('another stage', 'backup')])(
  'the key %j opens nothing',
  async (key) => {
    const { post, lastBeat } = createApi();
    await expect(post(null, {}, key)).rejects.toMatchObject({ code: 'not_found' });
    expect(await lastBeat()).toBeUndefined();
  },
);

import type { LiveEvent } from '../../../local/emulator.ts';
import { liveLine } from '../../../local/start/live-line.ts';

const metric = (metrics: Record<string, number>, record: object = {}): LiveEvent => ({
  kind: 'metric',
  atMs: 0,
  namespace: 'Afterprod',
  metrics,
  dimensions: { Project: 'shop', Stage: 'prod', Probe: 'health' },
  record: { ...record },
});

const request = (method: string, api: string, status: number): LiveEvent => ({
  kind: 'request',
  atMs: 0,
  api,
  method,
  path: '/prod/v1/feedback',
  status,
  durationMs: 4.6,
});

test.each<[LiveEvent, string, string]>([
  [metric({ Up: 1, Latency: 12.3 }), 'probe', 'health up, 12 ms'],
  [metric({ Up: 0 }), 'probe', 'health DOWN'],
  [metric({ Up: 0 }, { sentence: 'status was 503' }), 'probe', 'health DOWN: status was 503'],
  [
    { kind: 'alarm', atMs: 0, alarmName: 'a', from: 'OK', to: 'ALARM', reason: 'two\nlines' },
    'alarm',
    'a OK → ALARM: two lines',
  ],
  [
    { kind: 'message', atMs: 0, topicArn: 't', protocol: 'email', to: 'me', subject: 'Down' },
    'message',
    'email to me: Down',
  ],
  [request('POST', 'shop-prod-feedback', 202), 'feedback', 'POST /prod/v1/feedback 202 (5 ms)'],
  [request('GET', 'shop-prod-shop', 502), 'error', 'GET /prod/v1/feedback 502 (5 ms)'],
  [{ kind: 'denied', atMs: 0, message: 'no \u001b[31mgrant' }, 'denied', 'no  [31mgrant'],
])('%j is told', (event, topic, text) => {
  expect(liveLine(event)).toMatchObject({ topic, text });
});

test.each<LiveEvent>([
  request('GET', 'shop-prod-shop', 200),
  request('OPTIONS', 'shop-prod-feedback', 204),
  metric({ Latency: 3 }),
  { kind: 'log', atMs: 0, functionName: 'f', line: 'x' },
  { kind: 'invocation', atMs: 0, functionName: 'f', requestId: '', durationMs: 1, cold: false },
])('%j would only be noise', (event) => {
  expect(liveLine(event)).toBeUndefined();
});

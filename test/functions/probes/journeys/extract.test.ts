import { BadVariable } from '../../../../functions/probes/journeys/bad-variable.ts';
import { extract } from '../../../../functions/probes/journeys/extract.ts';
import type { Extraction } from '../../../../functions/probes/targets/target.ts';
import { seenHttp } from '../../../support/seen-http.ts';

const JSON_BODY = JSON.stringify({ id: 42, ok: false, name: 'ü', list: [1], no: null, blank: '' });
const HTML = '<input name="csrf" value="a-b">';
const HEADERS = new Map([['location', '/orders/7']]);

test.each<[Extraction, string, unknown]>([
  [{ json: '$.id' }, JSON_BODY, 42],
  [{ json: '$.ok' }, JSON_BODY, false],
  [{ json: "$['name']" }, JSON_BODY, 'ü'],
  [{ json: '$.list[-1]' }, JSON_BODY, 1],
  [{ header: 'Location' }, '', '/orders/7'],
  [{ body: 'name="csrf" value="([^"]+)"' }, HTML, 'a-b'],
  [{ body: '[a-z]-[a-z]' }, HTML, 'a-b'],
])('%j finds its value', (extraction, body, value) => {
  const values = extract({ v: extraction }, seenHttp(body, { headers: HEADERS }));
  expect([...values]).toEqual([['v', value]]);
});

test.each<[Extraction, string, string]>([
  [{ json: '$.token' }, JSON_BODY, '$.token was missing'],
  [{ json: '$.constructor' }, JSON_BODY, '$.constructor was missing'],
  [{ json: '$.list' }, JSON_BODY, '$.list was a list'],
  [{ json: '$' }, JSON_BODY, '$ was an object'],
  [{ json: '$.no' }, JSON_BODY, '$.no was null'],
  [{ json: '$.blank' }, JSON_BODY, '$.blank was empty'],
  [{ json: '$.id' }, HTML, 'the body was no JSON'],
  [{ header: 'x-token' }, '', 'header x-token was missing'],
  [{ body: 'token=(.*)' }, HTML, 'what token=(.*) finds in the body was missing'],
  [
    { body: '(?s).*' },
    'x'.repeat(16_001),
    'what (?s).* finds in the body was longer than 16000 characters',
  ],
])('%j that finds nothing says what was there', (extraction, body, missing) => {
  const seen = seenHttp(body, { headers: HEADERS });
  expect(() => extract({ v: extraction }, seen)).toThrow(
    new BadVariable(`{{v}} has no value: ${missing}`),
  );
});

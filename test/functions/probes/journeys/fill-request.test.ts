import fc from 'fast-check';
import { BadVariable } from '../../../../functions/probes/journeys/bad-variable.ts';
import { fillRequest } from '../../../../functions/probes/journeys/fill-request.ts';
import type { VariableValue } from '../../../../functions/probes/journeys/variables.ts';
import type {
  HttpRequest,
  RequestBody,
} from '../../../../functions/probes/targets/http-request.ts';
import { probeRequest } from '../../../support/probe-request.ts';

type Values = Readonly<Record<string, VariableValue>>;

const fill = (request: Partial<HttpRequest>, values: Values) =>
  fillRequest(probeRequest(request), new Map(Object.entries(values)));

const urlOf = (url: string, values: Values) => fill({ url }, values).request.url;
const bodyOf = (body: RequestBody, values: Values) => fill({ body }, values).request.body;

const ORDER = 'https://shop.example.com/orders/{{id}}/pay?by={{who}}';

test('values stand where their names stood', () => {
  expect(urlOf(ORDER, { id: 42, who: 'ann' })).toBe(
    'https://shop.example.com/orders/42/pay?by=ann',
  );
  expect(fill({ headers: { 'x-a': 'a {{id}}-{{id}}' } }, { id: true }).request.headers).toEqual({
    'x-a': 'a true-true',
  });
});

test('what is no name of a variable stays as it is', () => {
  const headers = { 'x-a': '{{}} {{ id }} {id} {{a-b}} {{' };
  const { request, privateHeaders } = fill({ headers }, { id: 1 });
  expect(request.headers).toEqual(headers);
  expect(privateHeaders.size).toBe(0);
});

test('headers that hold what an answer said are known, secrets stay references', () => {
  const headers = { 'x-csrf': '{{token}}', 'x-key': { secret: 'key' }, 'x-plain': 'a' };
  const { request, privateHeaders } = fill({ headers }, { token: 't' });
  expect([...privateHeaders]).toEqual(['x-csrf']);
  expect(request.headers).toEqual({ ...headers, 'x-csrf': 't' });
});

test('whatever a value is, it stays one part of the address', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom('a/b', '?a=b', '#', '&who=bob', '%2e', 'https://evil.example/', '\\', '@evil'),
  );
  fc.assert(
    fc.property(texts, (text) => {
      fc.pre(text !== '.' && text !== '..');
      const url = new URL(urlOf(ORDER, { id: text, who: text }));
      const value = Buffer.from(text).toString(); // half a surrogate pair has no bytes
      expect(url.origin).toBe('https://shop.example.com');
      expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'orders', value, 'pay']);
      expect([...url.searchParams.keys()]).toEqual(['by']);
      expect(decodeURIComponent(url.search)).toBe(`?by=${value}`);
    }),
  );
});

test('half a surrogate pair, which an answer may hold, does not stop the walk', () => {
  expect(urlOf(ORDER, { id: '\ud800', who: 'a' })).toContain('/orders/%EF%BF%BD/pay');
});

test.each([
  [ORDER, { id: '..', who: 'a' }],
  [ORDER, { id: '.', who: 'a' }],
  ['https://shop.example.com/orders/{{id}}', { id: '.' }],
  ['https://shop.example.com/orders/{{id}}?x', { id: '..' }],
  ['https://shop.example.com/orders/{{id}}', { id: '' }],
  ['https://shop.example.com/orders/%2{{id}}', { id: 'E' }],
  ['https://{{host}}/', { host: 'evil.example' }],
  ['https://shop.example.com{{rest}}/', { rest: '.evil.example' }],
  ['https://shop.example.com:{{port}}/', { port: 8080 }],
  ['https://shop.example.com:{{port}}/', { port: 'http' }],
  ['https://{{host}}/', { host: '%' }],
])('%s with %j would lead elsewhere', (url, values) => {
  expect(() => urlOf(url, values)).toThrow(BadVariable);
});

test.each(['a\r\nb: c', 'a\nb', 'a\u0000', '日本'])(
  '%j cannot be the value of a header',
  (value) => {
    expect(() => fill({ headers: { 'x-a': '{{v}}' } }, { v: value })).toThrow(
      new BadVariable('header x-a would hold characters that no header may'),
    );
  },
);

describe('in a body of JSON', () => {
  test('a text that is nothing but a variable becomes its value, with its type', () => {
    const json = { id: '{{id}}', ids: ['{{id}}', 'no. {{id}}'], on: '{{on}}', plain: 1, no: null };
    expect(bodyOf({ json }, { id: 42, on: false })).toEqual({
      json: { id: 42, ids: [42, 'no. 42'], on: false, plain: 1, no: null },
    });
  });

  test.each(['application/json', 'application/vnd.api+json; charset=utf-8'])(
    'written as %s, no value breaks out of its text',
    (contentType) => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), (v) => {
          const body = bodyOf({ text: '{"a":"<{{v}}>"}', contentType }, { v });
          expect(JSON.parse(body && 'text' in body ? body.text : '')).toEqual({ a: `<${v}>` });
        }),
      );
    },
  );
});

test.each([
  ['application/x-www-form-urlencoded', 'a=%3C%26%22%20', 'a={{v}}'],
  ['text/xml', '<a>&#60;&#38;&#34; </a>', '<a>{{v}}</a>'],
  ['application/soap+xml', '<a>&#60;&#38;&#34; </a>', '<a>{{v}}</a>'],
  ['text/plain; charset=utf-8', '<&" ', '{{v}}'],
])('in a body of %s it is written %s', (contentType, expected, text) => {
  expect(bodyOf({ text, contentType }, { v: '<&" ' })).toEqual({ text: expected, contentType });
});

test('in a form it is what a field holds', () => {
  expect(bodyOf({ form: { a: 'x{{v}}' } }, { v: '&b=c' })).toEqual({ form: { a: 'x&b=c' } });
});

test('a name that has no value is a mistake of ours', () => {
  expect(() => urlOf(ORDER, { id: 1 })).toThrow(new Error('{{who}} is not set by a step before'));
  const inherited = { json: '{{constructor}}' };
  expect(() => bodyOf(inherited, {})).toThrow('{{constructor}} is not set');
});

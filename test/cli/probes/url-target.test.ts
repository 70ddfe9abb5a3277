import { CliError } from '../../../cli/cli-error.ts';
import { urlTarget } from '../../../cli/probes/url-target.ts';
import { parseExpectation } from '../../../functions/probes/expectations/parse-expectation.ts';

const OPTIONS = { redirects: 5, timeout: 10_000, expect: [] };

test('of https a certificate is expected, too, unless another one is', () => {
  expect(urlTarget('https://example.com', OPTIONS).expect).toEqual([
    { on: 'status', ranges: [[200, 299]] },
    { on: 'certificate', atLeastDays: 7 },
  ]);
  const own = { on: 'certificate', atLeastDays: 30 } as const;
  expect(urlTarget('https://example.com', { ...OPTIONS, expect: [own] }).expect).toEqual([
    { on: 'status', ranges: [[200, 299]] },
    own,
  ]);
});

test.each([
  ['tcp://db.example.com:5432', { kind: 'tcp', host: 'db.example.com', port: 5432, expect: [] }],
  ['tcp://[2001:db8::1]:5432', { kind: 'tcp', host: '2001:db8::1', port: 5432 }],
  [
    'tls://example.com',
    { kind: 'tls', port: 443, expect: [{ on: 'certificate', atLeastDays: 7 }] },
  ],
  ['tls://example.com:8443', { kind: 'tls', host: 'example.com', port: 8443 }],
  ['dns://example.com', { kind: 'dns', host: 'example.com', record: 'A' }],
  ['dns://example.com/mx', { kind: 'dns', host: 'example.com', record: 'MX' }],
])('%s is a target of its kind', (address, target) => {
  expect(urlTarget(address, OPTIONS)).toMatchObject(target);
});

const expecting = (text: string) => ({ expect: [parseExpectation(text)] });

test.each<[string, object]>([
  ['http://example.com/', { header: ['accept: text/html', 'x-a: 1'] }],
  ['http://example.com/', { data: 'x' }],
  ['http://example.com/', { method: 'DELETE', data: 'x' }],
  ['http://example.com/?a=b', expecting('headers within 1s')],
  ['https://example.com/', { method: 'HEAD', ...expecting('header etag exists') }],
  ['tcp://example.com:5432/', expecting('total within 1s')],
  ['tls://example.com', expecting('certificate 14d')],
  ['dns://example.com/MX', expecting('record contains mail')],
])('%s goes with %j', (address, options) => {
  expect(() => urlTarget(address, { ...OPTIONS, ...options })).not.toThrow();
});

test.each<[string, object, string]>([
  ['http://example.com', { header: ['Host: a'] }, '--header host is written by the prober'],
  ['http://example.com', { header: ['content-length: 1'] }, 'written by the prober itself'],
  ['http://example.com', { header: ['transfer-encoding: chunked'] }, 'written by the prober'],
  ['http://example.com', { header: ['x-a: 1', 'X-A: 2'] }, '--header x-a is there twice'],
  ['http://example.com', { method: 'GET', data: 'x' }, '--data is there, but GET has no body'],
  ['http://example.com', { method: 'HEAD', data: 'x' }, 'HEAD has no body'],
  ['http://example.com', { method: 'HEAD', ...expecting('body contains x') }, 'HEAD has no body'],
  [
    'http://example.com',
    expecting('certificate 7d'),
    "http:// cannot tell whether 'certificate 7d'",
  ],
  ['https://example.com', expecting('record exists'), 'cannot tell'],
  ['tcp://example.com:1', expecting('status 200'), "tcp:// cannot tell whether 'status 200' holds"],
  ['tcp://example.com:1', expecting('certificate 7d'), 'cannot tell'],
  ['tls://example.com', expecting('body contains x'), 'cannot tell'],
  ['dns://example.com', expecting('certificate 7d'), 'cannot tell'],
  ['https://ann@example.com', {}, 'holds no user and no password'],
  ['tcp://ann@example.com:5432', {}, 'holds no user and no password'],
  ['tcp://:hunter2@example.com', {}, 'holds no user and no password'],
  ['tcp://example.com:5432/shop', {}, "'/shop' does not belong into an address with tcp://"],
  ['tls://example.com?a', {}, "'?a' does not belong"],
  ['dns://example.com/MX#a', {}, "'#a' does not belong"],
  ['dns://example.com:53/MX', {}, 'leave out the port 53'],
])('%s with %j is wrong use', (address, options, reason) => {
  const use = () => urlTarget(address, { ...OPTIONS, ...options });
  expect(use).toThrow(reason);
  expect(use).toThrow(CliError);
  expect(use).not.toThrow('hunter2');
});

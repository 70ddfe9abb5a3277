import { urlTarget } from '../../../cli/probes/url-target.ts';

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

import type { DetailedPeerCertificate } from 'node:tls';
import { certificateFacts } from '../../../../functions/probes/exchange/certificate-facts.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

/** As Node tells them, as far as it matters here. */
function certificate(validTo: string, differing: object = {}): DetailedPeerCertificate {
  const names = { subject: { CN: 'shop.example' }, issuer: { CN: 'Example CA' } };
  return { valid_to: validTo, ...names, ...differing } as DetailedPeerCertificate;
}

const root = certificate('Jan  1 00:00:00 2036 GMT');
root.issuerCertificate = root;

const chain = (...expiries: string[]) =>
  expiries.reduceRight(
    (issuerCertificate, expiry) => certificate(expiry, { issuerCertificate }),
    root,
  );

test.each([
  ['Nov 26 12:00:00 2026 GMT', 3],
  ['Nov 26 11:59:59 2026 GMT', 2],
  ['Nov 23 12:00:00 2026 GMT', 0],
  ['Nov 23 11:59:59 2026 GMT', -1],
])('until %s it is %d days', (expiry, daysLeft) => {
  expect(certificateFacts(chain(expiry), NOW)).toEqual({
    daysLeft,
    expiresAt: new Date(expiry).toISOString(),
    subject: 'shop.example',
    issuer: 'Example CA',
  });
});

test('the first of the chain to expire counts', () => {
  const facts = certificateFacts(
    chain('Nov 23 12:00:00 2027 GMT', 'Nov 24 12:00:00 2026 GMT'),
    NOW,
  );
  expect(facts.daysLeft).toBe(1);
});

test('an expired one that is served along does not: the chain holds without it', () => {
  const served = chain('Nov 25 12:00:00 2026 GMT', 'Sep 30 12:00:00 2021 GMT');
  expect(certificateFacts(served, NOW).daysLeft).toBe(2);
});

test('a chain that is not whole is told as far as it goes', () => {
  expect(certificateFacts(certificate('Nov 25 12:00:00 2026 GMT'), NOW).daysLeft).toBe(2);
});

test.each([
  [{ subject: {}, subjectaltname: 'DNS:a.example, DNS:b.example' }, 'a.example'],
  [{ subject: { CN: ['a.example', 'b.example'] } }, 'a.example'],
  [{ subject: { O: 'Example Ltd' } }, 'Example Ltd'],
  [{ subject: { CN: 'a\u001b[31m\nb' } }, 'a [31m b'],
  [{ subject: { CN: 'a'.repeat(200) } }, 'a'.repeat(100)],
  [{ subject: undefined }, 'nobody'],
])('of %j the name is %s', (names, subject) => {
  const named = certificate('Nov 25 12:00:00 2026 GMT', names);
  expect(certificateFacts(named, NOW).subject).toBe(subject);
});

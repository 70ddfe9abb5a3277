import {
  type CertificateTexts,
  certificateFacts,
} from '../../../../functions/probes/exchange/certificate-facts.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

function certificate(validTo: string, differing: Partial<CertificateTexts> = {}): CertificateTexts {
  return { validTo, subject: 'CN=shop.example', issuer: 'C=US\nCN=Example CA', ...differing };
}

const root: { issuerCertificate?: CertificateTexts | undefined } & CertificateTexts = certificate(
  'Jan  1 00:00:00 2036 GMT',
);
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
  [{ subject: undefined, subjectAltName: 'DNS:a.example, DNS:b.example' }, 'a.example'],
  [{ subject: 'O=Example Ltd\nCN=a.example\nCN=b.example' }, 'a.example'],
  [{ subject: 'C=DE\nO=Example Ltd' }, 'Example Ltd'],
  [{ subject: 'O=M\u00fcller\\, \\"Inc\\"' }, 'M\u00fcller, "Inc"'],
  [{ subject: 'CN=a\\1B[31m\\0Ab' }, 'a [31m b'],
  [{ subject: 'CN=a\u202eb' }, 'a b'],
  [{ subject: `CN=${'a'.repeat(200)}` }, 'a'.repeat(100)],
  [{ subject: undefined }, 'nobody'],
])('of %j the name is %s', (names, subject) => {
  const named = certificate('Nov 25 12:00:00 2026 GMT', names);
  expect(certificateFacts(named, NOW).subject).toBe(subject);
});

import fc from 'fast-check';
import { mailSecretOf } from '../../../../functions/feedback/mail/mail-secret.ts';
import { subjectOf } from '../../../../functions/feedback/subjects/subject-of.ts';

test('an address has one subject in any letter case, and another under another key', () => {
  expect(subjectOf('key', "O'Hara+x@Home.Example")).toBe(subjectOf('key', "o'hara+x@home.example"));
  expect(subjectOf('key', 'ann@example.com')).not.toBe(subjectOf('other', 'ann@example.com'));
  expect(subjectOf('key', 'ann@example.com')).not.toBe(subjectOf('key', 'ann+1@example.com'));
});

test('a secret is the same each time, as long as 256 bits, and no subject', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (key, text) => {
      const secret = mailSecretOf(key, text);
      expect(secret).toMatch(/^[\w-]{43}$/);
      expect(mailSecretOf(key, text)).toBe(secret);
      expect(subjectOf(key, text)).not.toBe(secret);
      expect(mailSecretOf(`${key}x`, text)).not.toBe(secret);
    }),
  );
});

import fc from 'fast-check';
import {
  heartbeatKey,
  heartbeatOfKey,
} from '../../../../functions/probes/heartbeats/heartbeat-key.ts';

const SECRET = 'a secret of the stage';

test('a key tells whose it is, and is fit for an address', () => {
  const key = heartbeatKey(SECRET, 'nightly-backup');
  expect(key).toMatch(/^nightly-backup\.[\w-]{43}$/);
  expect(heartbeatOfKey(SECRET, key)).toBe('nightly-backup');
});

test('any name comes back from its key, under its own secret alone', () => {
  const names = fc.string({ minLength: 1, unit: 'binary' });
  fc.assert(
    fc.property(names, fc.string(), (name, other) => {
      fc.pre(other !== SECRET);
      expect(heartbeatOfKey(SECRET, heartbeatKey(SECRET, name))).toBe(name);
      expect(heartbeatOfKey(other, heartbeatKey(SECRET, name))).toBeUndefined();
    }),
  );
});

const KEY = heartbeatKey(SECRET, 'backup');

test.each([
  ['nothing', ''],
  ['a name alone', 'backup'],
  ['a name without proof', 'backup.'],
  ['a proof without name', KEY.replace('backup', '')],
  ['the proof of another name', KEY.replace('backup', 'restore')],
  ['the start of a proof', KEY.slice(0, -1)],
  ['a proof and more', `${KEY}A`],
  ['letters of more bytes', `backup.${'é'.repeat(43)}`],
])('%s is no key', (_, key) => {
  expect(heartbeatOfKey(SECRET, key)).toBeUndefined();
});

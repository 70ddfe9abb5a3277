import {
  onChange,
  onSuppressorChange,
  type Suppression,
  suppressedBy,
} from '../../../../local/emulators/cloudwatch/suppression.ts';

const periods = { waitMs: 120, extensionMs: 180 };
const idle: Suppression = { phase: 'idle' };
const suppressed: Suppression = { phase: 'suppressed' };

test('a change waits for the suppressor, and each further change waits anew', () => {
  const first = onChange(idle, false, 1000, periods);
  expect(first).toEqual({ phase: 'waiting', untilMs: 1120 });
  expect(onChange(first, false, 1050, periods)).toEqual({ phase: 'waiting', untilMs: 1170 });
});

test('a change is held back while the suppressor is in ALARM, or goes there within the wait', () => {
  expect(onChange(idle, true, 1000, periods)).toEqual(suppressed);
  expect(onSuppressorChange({ phase: 'waiting', untilMs: 1120 }, true, 1100, periods)).toEqual(
    suppressed,
  );
});

test('after the suppressor what was held back waits for the extension, whatever changes meanwhile', () => {
  const extending = onSuppressorChange(suppressed, false, 2000, periods);
  expect(extending).toEqual({ phase: 'extending', untilMs: 2180 });
  expect(onChange(extending, false, 2100, periods)).toEqual(extending);
  expect(onSuppressorChange(extending, true, 2100, periods)).toEqual(suppressed);
});

test('the suppressor alone holds nothing back', () => {
  expect(onSuppressorChange(idle, true, 1000, periods)).toEqual(idle);
  expect(onSuppressorChange(idle, false, 1000, periods)).toEqual(idle);
});

test('periods of zero wait for nothing', () => {
  const none = { waitMs: 0, extensionMs: 0 };
  expect(onChange(idle, false, 1000, none)).toEqual(idle);
  expect(onSuppressorChange(suppressed, false, 1000, none)).toEqual(idle);
});

test('says why nothing is told', () => {
  expect(suppressedBy(idle)).toBeUndefined();
  expect(suppressedBy(suppressed)).toBe('Alarm');
  expect(suppressedBy({ phase: 'waiting', untilMs: 1 })).toBe('WaitPeriod');
  expect(suppressedBy({ phase: 'extending', untilMs: 1 })).toBe('ExtensionPeriod');
});

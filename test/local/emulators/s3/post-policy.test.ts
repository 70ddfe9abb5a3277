import fc from 'fast-check';
import { AwsError } from '../../../../local/aws-error.ts';
import {
  checkPostPolicy,
  type PostedForm,
  parsePostPolicy,
} from '../../../../local/emulators/s3/post-policy.ts';

const NOW_MS = Date.parse('2026-11-23T10:00:00Z');

const encode = (document: unknown) => Buffer.from(JSON.stringify(document)).toString('base64');

/** What S3 says to a form under these conditions: a code, or `ok`. */
function judge(conditions: unknown, form: Partial<PostedForm>, nowMs = NOW_MS): string {
  const expiration = '2026-11-23T10:01:00.000Z';
  return outcome(() => {
    const policy = parsePostPolicy(encode({ expiration, conditions }));
    checkPostPolicy(policy, { fields: new Map(), fileSize: 1, ...form }, nowMs);
  });
}

function outcome(work: () => void): string {
  try {
    work();
    return 'ok';
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return error.code;
  }
}

const fields = (record: Record<string, string>) => ({ fields: new Map(Object.entries(record)) });

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(' ', 'a', 'b'), maxLength: 3 }),
);
const field = fc.constantFrom('key', 'content-type', 'x-amz-meta-a', 'success_action_status');

describe('of all forms and conditions', () => {
  test('eq admits that value alone, in both spellings of the condition', () => {
    fc.assert(
      fc.property(field, text, text, (name, wanted, given) => {
        const expected = wanted === given ? 'ok' : 'AccessDenied';
        expect(judge([{ [name]: wanted }], fields({ [name]: given }))).toBe(expected);
        expect(judge([['eq', `$${name}`, wanted]], fields({ [name]: given }))).toBe(expected);
      }),
    );
  });

  test('starts-with admits what begins so, and nothing else', () => {
    const key = fc.constantFrom('key', 'x-amz-meta-a');
    fc.assert(
      fc.property(key, text, text, text, (name, prefix, rest, other) => {
        const condition = [['starts-with', `$${name}`, prefix]];
        expect(judge(condition, fields({ [name]: prefix + rest }))).toBe('ok');
        const expected = other.startsWith(prefix) ? 'ok' : 'AccessDenied';
        expect(judge(condition, fields({ [name]: other }))).toBe(expected);
      }),
    );
  });

  test('content-length-range admits both of its ends and what is between', () => {
    const size = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(size, size, size, (min, max, fileSize) => {
        const tooLarge = fileSize > max ? 'EntityTooLarge' : undefined;
        const tooSmall = fileSize < min ? 'EntityTooSmall' : undefined;
        const answer = judge([['content-length-range', min, max]], { fileSize });
        expect(answer).toBe(tooLarge ?? tooSmall ?? 'ok');
      }),
    );
  });

  test('a condition more never admits what was refused', () => {
    const condition = fc.oneof(
      fc.record({ key: text }),
      fc.tuple(fc.constantFrom('eq', 'starts-with'), fc.constant('$key'), text),
      fc.tuple(fc.constant('content-length-range'), fc.nat(3), fc.nat(3)),
    );
    fc.assert(
      fc.property(fc.array(condition), condition, text, fc.nat(3), (some, more, key, fileSize) => {
        const form = { ...fields({ key }), fileSize };
        const isNamed = some.some((one) => !Array.isArray(one) || one[1] === '$key');
        fc.pre(isNamed); // else the further condition names a field that was extra
        if (judge(some, form) !== 'ok') expect(judge([...some, more], form)).not.toBe('ok');
      }),
    );
  });

  test('a field that no condition names is refused, unless S3 exempts it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z-]{1,12}$/), (name) => {
        const isExempt = ['policy', 'bucket', 'x-amz-signature'].includes(name);
        expect(judge([], fields({ [name]: 'x' }))).toBe(isExempt ? 'ok' : 'AccessDenied');
        expect(judge([], fields({ [`x-ignore-${name}`]: 'x' }))).toBe('ok');
        expect(judge([['starts-with', `$${name}`, '']], fields({ [name]: 'x' }))).toBe('ok');
      }),
    );
  });

  test('whatever stands for a policy is a policy or InvalidPolicyDocument', () => {
    const almost = fc.record({
      expiration: fc.oneof(fc.constant('2026-11-23T10:01:00Z'), fc.anything()),
      conditions: fc.oneof(
        fc.array(fc.oneof(fc.anything(), fc.array(fc.anything()))),
        fc.anything(),
      ),
    });
    const anything = fc.oneof(fc.anything(), almost).map((value) => JSON.stringify(value) ?? '');
    fc.assert(
      fc.property(fc.oneof(anything, fc.string()), (document) => {
        const base64 = Buffer.from(document).toString('base64');
        expect(['ok', 'InvalidPolicyDocument']).toContain(outcome(() => parsePostPolicy(base64)));
      }),
    );
  });
});

test('its time is over after its last millisecond', () => {
  const end = Date.parse('2026-11-23T10:01:00Z');
  expect(judge([], {}, end)).toBe('ok');
  expect(judge([], {}, end + 1)).toBe('AccessDenied');
});

test.each([
  ['image/png', 'ok'],
  ['image/png,image/webp', 'ok'],
  ['image/png, image/webp', 'ok'],
  ['image/png,text/html', 'AccessDenied'],
])('each type of the list %s is to begin as asked: %s', (given, expected) => {
  const condition = [['starts-with', '$Content-Type', 'image/']];
  expect(judge(condition, fields({ 'content-type': given }))).toBe(expected);
});

test('a field that is asked for is to be there, be it empty', () => {
  const condition = [['starts-with', '$content-type', '']];
  expect(judge(condition, {})).toBe('AccessDenied');
  expect(judge(condition, fields({ 'content-type': '' }))).toBe('ok');
});

test.each<readonly [string, string]>([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['no expiration', '{"conditions":[]}'],
  ['no conditions', '{"expiration":"2026-11-23T10:00:00Z"}'],
  ['another kind of date', '{"expiration":"23 Nov 2026","conditions":[]}'],
  ['no such day', '{"expiration":"2026-13-23T10:00:00Z","conditions":[]}'],
  ['conditions that are no list', '{"expiration":"2026-11-23T10:00:00Z","conditions":{}}'],
  ...[
    '{"a":"1","b":"2"}',
    '{}',
    '{"a":1}',
    'null',
    '["eq","$key"]',
    '["matches","$key","x"]',
    '["eq","key","x"]',
    '["eq","$key",1]',
    '["content-length-range",-1,2]',
    '["content-length-range","a",2]',
  ].map((one) => [one, `{"expiration":"2026-11-23T10:00:00Z","conditions":[${one}]}`] as const),
])('%s is no policy', (_, document) => {
  const base64 = Buffer.from(document).toString('base64');
  expect(outcome(() => parsePostPolicy(base64))).toBe('InvalidPolicyDocument');
});

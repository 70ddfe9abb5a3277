import fc from 'fast-check';
import type { PolicyStatement } from '../../../local/emulator.ts';
import { type AccessRequest, evaluate } from '../../../local/iam/evaluate.ts';

const context = new Map([
  ['aws:sourcearn', 'arn:aws:events:eu-west-1:1:rule/r'],
  ['aws:sourceowner', undefined],
]);
const put: AccessRequest = { action: 'dynamodb:PutItem', resource: 'arn:table/toggles', context };

const statement: fc.Arbitrary<PolicyStatement> = fc.record(
  {
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    Action: fc.constantFrom('*', 'dynamodb:*', 'DynamoDB:putitem', 'dynamodb:Get*', [
      'a:b',
      'dynamodb:PutItem',
    ]),
    Resource: fc.constantFrom('*', 'arn:table/*', 'arn:table/toggles', 'arn:table/other'),
    Condition: fc.constantFrom(
      { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:1:rule/*' } },
      { StringEquals: { 'AWS:SourceOwner': '1' } },
      { Strange: { 'aws:SourceArn': 'x' } },
    ),
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);
const policies = fc.array(
  fc.array(statement, { maxLength: 4 }).map((Statement) => ({ Statement })),
);

describe('any policies', () => {
  test('a Deny that concerns the call wins over everything', () => {
    fc.assert(
      fc.property(policies, fc.nat(), (others, at) => {
        const deny = {
          Statement: [{ Effect: 'Deny' as const, Action: 'dynamodb:Put*', Resource: '*' }],
        };
        expect(evaluate(others.toSpliced(at % (others.length + 1), 0, deny), put).effect).toBe(
          'deny',
        );
      }),
    );
  });

  test('their order does not matter', () => {
    fc.assert(
      fc.property(policies, (some) => {
        expect(evaluate([...some].reverse(), put).effect).toBe(evaluate(some, put).effect);
      }),
    );
  });

  test('without an Allow there is no permission', () => {
    fc.assert(
      fc.property(policies, (some) => {
        const denials = some.map(({ Statement }) => ({
          Statement: Statement.filter(({ Effect }) => Effect === 'Deny'),
        }));
        expect(evaluate(denials, put).effect).not.toBe('allow');
      }),
    );
  });

  test('one more policy never lifts a denial', () => {
    fc.assert(
      fc.property(policies, statement, (some, more) => {
        if (evaluate(some, put).effect !== 'deny') return;
        expect(evaluate([...some, { Statement: [more] }], put).effect).toBe('deny');
      }),
    );
  });
});

type Override = { readonly [Key in keyof PolicyStatement]?: PolicyStatement[Key] | undefined };

/** A statement that allows all, but for what is overridden; undefined takes a part out. */
function statementWith(override: Override): PolicyStatement {
  const whole = { Effect: 'Allow', Action: '*', Resource: '*', ...override };
  return JSON.parse(JSON.stringify(whole));
}

describe('one statement', () => {
  const effectOf = (extra: Override) => evaluate([{ Statement: [statementWith(extra)] }], put);

  test.each<[string, Override, string]>([
    [
      'NotAction leaves out what it names',
      { Action: undefined, NotAction: 'dynamodb:Put*' },
      'none',
    ],
    ['NotAction allows the rest', { Action: undefined, NotAction: 'sqs:*' }, 'allow'],
    [
      'NotResource leaves out what it names',
      { Resource: undefined, NotResource: 'arn:table/t*' },
      'none',
    ],
    ['an absent key fails', { Condition: { StringEquals: { 'aws:SourceOwner': '1' } } }, 'none'],
    [
      'one of several values suffices',
      { Condition: { StringLike: { 'aws:SourceArn': ['no', '*:rule/*'] } } },
      'allow',
    ],
    [
      'every condition must hold',
      {
        Condition: {
          StringLike: { 'aws:SourceArn': '*' },
          ArnEquals: { 'aws:SourceArn': 'arn:aws:sqs:::x' },
        },
      },
      'none',
    ],
  ])('%s', (_, extra, effect) => {
    expect(effectOf(extra).effect).toBe(effect);
  });

  test('an operator or key that is not known never allows, and is named', () => {
    expect(effectOf({ Condition: { IpAddress: { 'aws:SourceArn': 'x' } } })).toEqual({
      effect: 'none',
      unknown: ['condition operator IpAddress'],
    });
    expect(effectOf({ Condition: { StringEquals: { 'aws:Moon': 'full' } } })).toEqual({
      effect: 'none',
      unknown: ['condition key aws:Moon'],
    });
  });

  test('what is not known is named with its place, where that is known', () => {
    const Statement = [statementWith({ Condition: { Odd: { 'aws:SourceArn': 'x' } } })];
    expect(evaluate([{ Statement, source: 'shop/Grant' }], put).unknown).toEqual([
      'condition operator Odd in shop/Grant',
    ]);
  });

  test('a Deny that cannot be judged denies', () => {
    expect(
      effectOf({ Effect: 'Deny', Condition: { DateLessThan: { 'aws:Now': 'x' } } }).effect,
    ).toBe('deny');
  });
});

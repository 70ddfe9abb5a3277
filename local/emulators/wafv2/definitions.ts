import { z } from 'zod/mini';
import type { Resource } from '../../emulator.ts';
import { flawsOf } from '../flaws.ts';

/** CloudFormation hands numbers over as strings where they went through a parameter. */
const number = z.pipe(z.union([z.number(), z.string()]), z.coerce.number());
const empty = z.strictObject({});

const transformations = z.array(
  z.strictObject({ Priority: number, Type: z.enum(['NONE', 'LOWERCASE']) }),
);
const header = z.strictObject({ Name: z.string() });

const byteMatch = z.strictObject({
  SearchString: z.string(),
  FieldToMatch: z.union([
    z.strictObject({ UriPath: empty }),
    z.strictObject({ Method: empty }),
    z.strictObject({ SingleHeader: header }),
  ]),
  PositionalConstraint: z.enum(['EXACTLY', 'STARTS_WITH', 'ENDS_WITH', 'CONTAINS']),
  TextTransformations: transformations,
});

export type ByteMatch = z.infer<typeof byteMatch>;
export type TextTransformations = z.infer<typeof transformations>;

/** What tells requests apart; each member that is there must hold. */
export interface Match {
  readonly ByteMatchStatement?: ByteMatch | undefined;
  readonly AndStatement?: { readonly Statements: readonly Match[] } | undefined;
  readonly OrStatement?: { readonly Statements: readonly Match[] } | undefined;
  readonly NotStatement?: { readonly Statement: Match } | undefined;
}

const nested = z.lazy((): z.ZodMiniType<Match> => match);
const several = z.strictObject({ Statements: z.array(nested).check(z.minLength(2)) });
const matchShape = {
  ByteMatchStatement: z.optional(byteMatch),
  AndStatement: z.optional(several),
  OrStatement: z.optional(several),
  NotStatement: z.optional(z.strictObject({ Statement: nested })),
};
const match: z.ZodMiniType<Match> = z.strictObject(matchShape);

const customKey = z.union([
  z.strictObject({
    Header: z.strictObject({ Name: z.string(), TextTransformations: transformations }),
  }),
  z.strictObject({ IP: empty }),
  z.strictObject({ ForwardedIP: empty }),
]);

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const rateBased = z.strictObject({
  Limit: number.check(z.refine((limit) => limit >= 10, 'must be at least 10')),
  EvaluationWindowSec: z.optional(
    number.check(z.refine((s) => [60, 120, 300, 600].includes(s), 'must be 60, 120, 300 or 600')),
  ),
  AggregateKeyType: z.enum(['IP', 'FORWARDED_IP', 'CUSTOM_KEYS']),
  CustomKeys: z.optional(z.array(customKey).check(z.minLength(1))),
  ForwardedIPConfig: z.optional(
    z.strictObject({ HeaderName: z.string(), FallbackBehavior: z.enum(['MATCH', 'NO_MATCH']) }),
  ),
  ScopeDownStatement: z.optional(match),
});

export type RateBased = z.infer<typeof rateBased>;
export type CustomKey = z.infer<typeof customKey>;

const block = z.strictObject({
  CustomResponse: z.optional(
    z.strictObject({
      ResponseCode: number,
      CustomResponseBodyKey: z.optional(z.string()),
      ResponseHeaders: z.optional(z.array(z.strictObject({ Name: z.string(), Value: z.string() }))),
    }),
  ),
});
export type BlockAction = z.infer<typeof block>;

const rule = z.strictObject({
  Name: z.string(),
  Priority: number,
  Statement: z.strictObject({
    ...matchShape,
    RateBasedStatement: z.optional(rateBased),
    ManagedRuleGroupStatement: z.optional(z.looseObject({ Name: z.string() })),
  }),
  Action: z.optional(
    z.union([
      z.strictObject({ Block: block }),
      z.strictObject({ Allow: empty }),
      z.strictObject({ Count: empty }),
    ]),
  ),
  OverrideAction: z.optional(z.unknown()), // for rule groups alone
  VisibilityConfig: z.optional(z.unknown()),
});
export type Rule = z.infer<typeof rule>;

const webAcl = z.object({
  Name: z.optional(z.string()),
  Scope: z.literal('REGIONAL'),
  DefaultAction: z.union([z.strictObject({ Allow: empty }), z.strictObject({ Block: block })]),
  Rules: z.optional(z.array(rule)),
  CustomResponseBodies: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        ContentType: z.enum(['TEXT_PLAIN', 'TEXT_HTML', 'APPLICATION_JSON']),
        Content: z.string(),
      }),
    ),
  ),
});
export type WebAclDefinition = z.infer<typeof webAcl>;

const association = z.object({
  WebACLArn: z.string(),
  ResourceArn: z.string().check(
    z.regex(/^arn:aws:apigateway:[^:]*::\/restapis\/[^/]+\/stages\/[^/]+$/, {
      error: 'only the stage of a REST API has a firewall on a laptop',
    }),
  ),
});

/** Reads a web ACL, or throws an error that names the property and the rule. */
export function readWebAcl({ properties }: Resource): WebAclDefinition {
  return read(webAcl, properties);
}

/** Which resource a web ACL protects. */
export function readAssociation({ properties }: Resource): z.infer<typeof association> {
  return read(association, properties);
}

function read<T>(schema: z.ZodMiniType<T>, properties: unknown): T {
  const result = z.safeParse(schema, properties);
  if (result.success) return result.data;
  throw new Error(flawsOf(result.error));
}

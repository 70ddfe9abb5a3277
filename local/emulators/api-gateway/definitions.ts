import { z } from 'zod/mini';
import type { Resource } from '../../emulator.ts';

/** CloudFormation hands numbers and booleans over as strings where they went through `Fn::Join` or a parameter. */
const number = z.pipe(z.union([z.number(), z.string()]), z.coerce.number());
const boolean = z.union([
  z.boolean(),
  z.pipe(
    z.enum(['true', 'false']),
    z.transform((text) => text === 'true'),
  ),
]);
const strings = z.record(z.string(), z.string());

const throttle = z.strictObject({
  BurstLimit: z.optional(number),
  RateLimit: z.optional(number),
});

const parameters = z.record(
  z.string(),
  z
    .string()
    .check(
      z.regex(/^'.*'$|^context\./s, { error: "must be 'a literal' or context.<name> on a laptop" }),
    ),
);
const integrationResponse = z.strictObject({
  StatusCode: z.string(),
  ResponseParameters: z.optional(parameters),
  ResponseTemplates: z.optional(strings),
});

const integration = z.strictObject({
  Type: z.enum(['AWS_PROXY', 'MOCK'], {
    error: 'only AWS_PROXY (Lambda) and MOCK run on a laptop',
  }),
  Uri: z.optional(z.string()),
  IntegrationHttpMethod: z.optional(z.string()),
  Credentials: z.optional(z.string()),
  RequestTemplates: z.optional(strings),
  IntegrationResponses: z.optional(z.array(integrationResponse)),
  PassthroughBehavior: z.optional(z.enum(['WHEN_NO_MATCH', 'NEVER'])),
  TimeoutInMillis: z.optional(number),
});

/** The properties of each API Gateway type that have an effect on a laptop, as CloudFormation spells them. */
export const DEFINITIONS = {
  restApi: z.object({ Name: z.string() }),
  resource: z.object({ RestApiId: z.string(), ParentId: z.string(), PathPart: z.string() }),
  method: z.object({
    RestApiId: z.string(),
    ResourceId: z.string(),
    HttpMethod: z.string(),
    AuthorizationType: z.optional(
      z.enum(['NONE', 'AWS_IAM'], {
        error: 'only NONE and AWS_IAM run on a laptop: authorizers are not emulated',
      }),
    ),
    ApiKeyRequired: z.optional(boolean),
    RequestModels: z.optional(strings),
    RequestParameters: z.optional(z.record(z.string(), boolean)),
    RequestValidatorId: z.optional(z.string()),
    Integration: integration,
  }),
  stage: z.object({
    RestApiId: z.string(),
    StageName: z.string(),
    DeploymentId: z.optional(z.string()),
    MethodSettings: z.optional(
      z.array(
        z.object({
          HttpMethod: z.optional(z.string()),
          ResourcePath: z.optional(z.string()),
          ThrottlingBurstLimit: z.optional(number),
          ThrottlingRateLimit: z.optional(number),
          CachingEnabled: z.optional(
            z.literal(false, { error: 'response caching is not emulated' }),
          ),
        }),
      ),
    ),
  }),
  model: z.object({
    RestApiId: z.string(),
    Name: z.optional(z.string()),
    Schema: z.union([z.record(z.string(), z.unknown()), z.string()]),
  }),
  validator: z.object({
    RestApiId: z.string(),
    ValidateRequestBody: z.optional(boolean),
    ValidateRequestParameters: z.optional(boolean),
  }),
  gatewayResponse: z.object({
    RestApiId: z.string(),
    ResponseType: z.string(),
    StatusCode: z.optional(
      z.string().check(z.regex(/^[1-5]\d\d$/, { error: 'must be a status of three digits' })),
    ),
    ResponseParameters: z.optional(parameters),
    ResponseTemplates: z.optional(strings),
  }),
  apiKey: z.object({
    Name: z.optional(z.string()),
    Value: z.optional(z.string()),
    Enabled: z.optional(boolean),
  }),
  usagePlan: z.object({
    ApiStages: z.optional(
      z.array(
        z.strictObject({
          ApiId: z.string(),
          Stage: z.string(),
          Throttle: z.optional(z.strictObject({})), // CDK writes it empty
        }),
      ),
    ),
    Throttle: z.optional(throttle),
  }),
  usagePlanKey: z.object({ KeyId: z.string(), UsagePlanId: z.string() }),
} as const;

export type Definition<Kind extends keyof typeof DEFINITIONS> = z.infer<(typeof DEFINITIONS)[Kind]>;

/** Reads one resource's properties, or throws an error that names the property and the rule. */
export function readDefinition<Kind extends keyof typeof DEFINITIONS>(
  kind: Kind,
  resource: Resource,
): Definition<Kind> {
  const result = DEFINITIONS[kind].safeParse(resource.properties);
  if (result.success) return result.data as Definition<Kind>;
  throw new Error(result.error.issues.map(describe).join('; '));
}

function describe(issue: z.core.$ZodIssue): string {
  const place = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return `${place}: ${issue.keys.join(', ')} is not supported on a laptop`;
  }
  if (issue.code === 'invalid_type') return `${place} must be a ${issue.expected}`;
  return `${place}: ${issue.message}`;
}

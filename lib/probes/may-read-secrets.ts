import { Aws } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { SecretReference } from '../../functions/probes/targets/secret-reference.ts';
import { acknowledge } from '../acknowledge.ts';

/**
 * To read these secrets, and nothing else.
 *
 * @param region - where names are looked up
 */
export function mayReadSecrets(
  scope: Construct,
  id: string,
  secrets: readonly SecretReference[],
  region: string,
): Policy {
  const places = secrets.map((reference) =>
    'secret' in reference
      ? (['secretsmanager:GetSecretValue', secretArn(reference.secret, region)] as const)
      : (['ssm:GetParameter', parameterArn(reference.parameter, region)] as const),
  );
  const statements = (['secretsmanager:GetSecretValue', 'ssm:GetParameter'] as const)
    .map((action) => ({
      actions: [action],
      resources: [...new Set(places.filter(([of]) => of === action).map(([, arn]) => arn))],
    }))
    .filter(({ resources }) => resources.length > 0);
  const policy = new Policy(scope, id, {
    statements: [...statements, decryption()].map((each) => new PolicyStatement(each)),
  });
  acknowledge(
    policy,
    'Which key a secret is encrypted with is for its owner to say; it decrypts what may be read, and nothing else.',
    'IAM5[Resource::*]',
  );
  return policy;
}

/** A secret's ARN ends with six characters that nobody chooses. */
function secretArn(secret: string, region: string): string {
  if (/^arn:.*-[A-Za-z0-9]{6}$/.test(secret)) return secret;
  const arn = secret.startsWith('arn:')
    ? secret
    : arnIn(region, 'secretsmanager', `:secret:${secret}`);
  return `${arn}-??????`;
}

/** A parameter's name may begin with a slash, and has one in its ARN. */
function parameterArn(parameter: string, region: string): string {
  return arnIn(region, 'ssm', `:parameter/${parameter.replace(/^\//, '')}`);
}

function arnIn(region: string, service: string, resource: string): string {
  return `arn:${Aws.PARTITION}:${service}:${region}:${Aws.ACCOUNT_ID}${resource}`;
}

/** Keys of the team's own; AWS's own need no word. */
function decryption() {
  const services = ['secretsmanager', 'ssm'].map((service) => `${service}.*.${Aws.URL_SUFFIX}`);
  return {
    actions: ['kms:Decrypt'],
    resources: ['*'],
    conditions: { StringLike: { 'kms:ViaService': services } },
  };
}

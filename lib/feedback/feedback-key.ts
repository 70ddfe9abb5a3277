import { RemovalPolicy } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { type Identity, nameOf } from '../identity.ts';

/** Far more than an HMAC-SHA256 makes use of. */
const LENGTH = 64;

/** What addresses are found by, and the secrets in mails made of. It stays as long as the table, which is written with it. */
export function feedbackKey(scope: Construct, id: string, identity: Identity): ISecret {
  const key = new Secret(scope, id, {
    secretName: nameOf(identity, 'feedback', 'key'),
    description: 'Finds feedback by the address that it came with, and makes the secrets in mails.',
    generateSecretString: { passwordLength: LENGTH, excludePunctuation: true },
    // Left by the first deployment, where that fails, its name would stop the next one.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  acknowledge(
    key,
    'Rotated, it would find nobody by the addresses of before; nothing but two functions reads it.',
    'SMG4',
  );
  return key as ISecret; // CDK types an optional member of the class less strictly than of its interface
}

/** To read its value, and nothing else. */
export function grantKey(key: ISecret, grantee: IGrantable): void {
  Grant.addToPrincipal({
    grantee,
    actions: ['secretsmanager:GetSecretValue'],
    resourceArns: [key.secretArn],
  });
}

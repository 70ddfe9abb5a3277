import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity as SesIdentity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { type Identity, nameOf } from '../identity.ts';
import type { MailSettings } from './mail-settings.ts';

export interface MailSenderProps {
  readonly identity: Identity;
  readonly mail: MailSettings;
}

/** Who writes to reporters: a configuration set of its own, and the right to send as one address. */
export class MailSender extends Construct {
  readonly configurationSet: string;
  readonly #from: string;

  constructor(scope: Construct, id: string, { identity, mail }: MailSenderProps) {
    super(scope, id);
    this.#from = mail.from;
    const set = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: nameOf(identity, 'feedback'),
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS, // SES writes there no more
      reputationMetrics: true,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE, // the links are secrets
    });
    this.configurationSet = set.configurationSetName;
    if (mail.createIdentity) this.#makeIdentity(mail.createIdentity);
  }

  /** Which of both is the identity is known to SES alone, and it asks for the right on the set, too. */
  grantSend(grantee: IGrantable): void {
    const arn = (resourceName: string, resource = 'identity') =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [
          arn(this.#from),
          arn(domainOf(this.#from)),
          arn(this.configurationSet, 'configuration-set'),
        ],
        conditions: { StringEquals: { 'ses:FromAddress': this.#from } },
      }),
    );
  }

  #makeIdentity(kind: 'address' | 'domain'): void {
    const identity =
      kind === 'address' ? SesIdentity.email(this.#from) : SesIdentity.domain(domainOf(this.#from));
    const made = new EmailIdentity(this, 'Identity', { identity });
    made.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE); // a verification that is lost takes people to get again
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

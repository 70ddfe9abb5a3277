import { CfnOutput } from 'aws-cdk-lib';
import { ApiKey, type UsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { type Identity, nameOf } from './identity.ts';

export interface ClientKeysProps {
  readonly identity: Identity;
  /** A key is `storefront-prod-<noun>-<client>`. */
  readonly noun: string;
  /** @default [] - none */
  readonly clients?: readonly string[];
  /** Opens the API to its keys, and limits each. */
  readonly plan: UsagePlan;
}

/**
 * A secret API key for each client. API Gateway makes its value, which stands in no template, output or log; read it
 * with `aws apigateway get-api-key --include-value --api-key <id>`. A client that is taken out loses its key at once.
 */
export class ClientKeys extends Construct {
  /** In the order of `clients`. */
  readonly ids: readonly string[];

  constructor(scope: Construct, id: string, props: ClientKeysProps) {
    super(scope, id);
    const { clients = [] } = props;
    this.ids = clients.map((client) => this.#keyFor(client, props));
  }

  #keyFor(client: string, { identity, noun, plan }: ClientKeysProps): string {
    // Without `stages`: they would wait for the function, whose environment waits for this key.
    const key = new ApiKey(this, client, {
      apiKeyName: `${nameOf(identity, noun)}-${client}`,
      description: `Secret: lets ${client} read without the limits of the publishable key.`,
    });
    plan.addApiKey(key);
    new CfnOutput(this, `${client}-key-id`, {
      value: key.keyId,
      description: `aws apigateway get-api-key --include-value --query value --api-key <this id>`,
    });
    return key.keyId;
  }
}

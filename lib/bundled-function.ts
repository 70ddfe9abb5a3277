import { RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { bundledCode } from './function-bundles.ts';
import { type Identity, nameOf } from './identity.ts';

export interface BundledFunctionProps
  extends Omit<lambda.FunctionOptions, 'architecture' | 'functionName' | 'logGroup' | 'role'> {
  readonly identity: Identity;

  /** The function's name after project and stage, e.g. `feedback-post`. */
  readonly name: string;

  /** Its handler's file without extension, e.g. `feedback/post-handler`. */
  readonly bundle: string;

  /**
   * The folder that holds the handler's file.
   * @default - Afterprod's own `functions/`
   */
  readonly folder?: string;

  /**
   * Texts that the function finds beside its code, by name: they change with it, in one step.
   * @default {}
   */
  readonly files?: Readonly<Record<string, string>>;

  /**
   * How long its log lines are kept.
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;
}

/** A Lambda function from `functions/`, which may write its own logs and nothing else until granted. */
export class BundledFunction extends lambda.Function {
  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    const { identity, name, bundle, folder, files, logRetention, ...options } = props;
    const functionName = nameOf(identity, name);
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: logRetention ?? RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Our own role: the one CDK makes may write to every log group of the account.
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      memorySize: 256,
      ...options,
      functionName,
      code: bundledCode(scope, bundle, folder, files),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      logGroup,
      role,
    });
  }
}

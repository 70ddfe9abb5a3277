import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** Where a function runs that must reach private addresses. Its subnets need a way out: to AWS, and to public targets. */
export interface Network {
  /** Ids, e.g. `subnet-0a1b2c3d`; two in different zones survive the loss of one. */
  readonly subnets: readonly string[];
  /** Ids, e.g. `sg-0a1b2c3d`. */
  readonly securityGroups: readonly string[];
}

export interface ProberNetworkProps {
  readonly function: LambdaFunction;
  readonly network: Network;
}

/** Puts a function into subnets of a VPC, and lets it make its network interfaces. */
export class ProberNetwork extends Construct {
  constructor(scope: Construct, id: string, props: ProberNetworkProps) {
    super(scope, id);
    const { function: prober, network } = props;
    const resource = prober.node.defaultChild;
    if (!(resource instanceof CfnFunction)) throw new Error(`${prober.node.path} is no function`);
    resource.vpcConfig = {
      subnetIds: [...network.subnets],
      securityGroupIds: [...network.securityGroups],
    };
    const mayAttach = new Policy(this, 'MayAttach', {
      statements: [new PolicyStatement({ actions: INTERFACE_ACTIONS, resources: ['*'] })],
    });
    if (prober.role) mayAttach.attachToRole(prober.role);
    resource.node.addDependency(mayAttach); // Lambda tries at once
    acknowledge(
      mayAttach,
      'What AWS prescribes for a function in a VPC: its interfaces have no names before they are made.',
      'IAM5[Resource::*]',
    );
  }
}

/** docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const INTERFACE_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

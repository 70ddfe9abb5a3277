import { AwsError } from '../aws-error.ts';
import type { Cloud, Emulator, Operation, ProvisionedStack } from '../emulator.ts';

/** CloudFormation: the stacks that run, to look at. */
export const cloudformation: Emulator = {
  service: 'cloudformation',
  resourceTypes: {},
  api: {
    signingName: 'cloudformation',
    protocol: 'awsQuery',
    client: () => import('@aws-sdk/client-cloudformation'),
  },
  async start(cloud) {
    return {
      operations: {
        DescribeStacks: describeStacks(cloud),
        ListStackResources: listStackResources(cloud),
      },
      create: async () => {
        throw new Error('CloudFormation serves no resource type');
      },
      stop: async () => {},
    };
  },
};

function describeStacks(cloud: Cloud): Operation {
  const startedAt = new Date(cloud.clock.now());
  return {
    run: async ({ StackName }) => {
      const stacks = StackName ? [find(cloud, StackName)] : cloud.stacks();
      return {
        Stacks: stacks.map(({ name, id, outputs }) => ({
          StackName: name,
          StackId: id,
          CreationTime: startedAt,
          StackStatus: 'CREATE_COMPLETE',
          Outputs: [...outputs].map(([OutputKey, { value, exportName }]) => ({
            OutputKey,
            OutputValue: String(value),
            ExportName: exportName,
          })),
        })),
      };
    },
  };
}

function listStackResources(cloud: Cloud): Operation {
  const startedAt = new Date(cloud.clock.now());
  return {
    run: async ({ StackName }) => ({
      StackResourceSummaries: [...find(cloud, StackName).resources.values()].map(
        ({ logicalId, ref, type }) => ({
          LogicalResourceId: logicalId,
          PhysicalResourceId: ref,
          ResourceType: type,
          LastUpdatedTimestamp: startedAt,
          ResourceStatus: 'CREATE_COMPLETE',
        }),
      ),
    }),
  };
}

function find(cloud: Cloud, nameOrId: string): ProvisionedStack {
  const stack = cloud.stacks().find(({ name, id }) => name === nameOrId || id === nameOrId);
  if (stack) return stack;
  throw new AwsError('ValidationError', `Stack with id ${nameOrId} does not exist`);
}

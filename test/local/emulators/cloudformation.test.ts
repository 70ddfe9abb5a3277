import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { cloudformation } from '../../../local/emulators/cloudformation.ts';
import { ssm } from '../../../local/emulators/ssm.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

let cloud: TestCloud;
let client: CloudFormationClient;
beforeAll(async () => {
  const P = { Type: 'AWS::SSM::Parameter', Properties: { Name: 'p', Type: 'String', Value: 'v' } };
  const Outputs = {
    Name: { Value: { Ref: 'P' }, Export: { Name: 'a:Name' } },
    Plain: { Value: 1 },
  };
  cloud = await startTestCloud(
    { a: { Resources: { P }, Outputs }, b: { Resources: {} } },
    { emulators: [cloudformation, ssm] },
  );
  client = new CloudFormationClient(cloud.client);
});
afterAll(() => cloud.stop());

test('shows the stacks and what they give', async () => {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({}));
  expect(Stacks.map(({ StackName }) => StackName)).toEqual(['a', 'b']);
  expect(Stacks[0]).toMatchObject({
    StackStatus: 'CREATE_COMPLETE',
    Outputs: [
      { OutputKey: 'Name', OutputValue: 'p', ExportName: 'a:Name' },
      { OutputKey: 'Plain', OutputValue: '1' },
    ],
  });
});

test('shows what a stack is made of', async () => {
  const command = new ListStackResourcesCommand({ StackName: 'a' });
  expect((await client.send(command)).StackResourceSummaries).toMatchObject([
    { LogicalResourceId: 'P', PhysicalResourceId: 'p', ResourceType: 'AWS::SSM::Parameter' },
  ]);
});

test('does not know other stacks', async () => {
  const asking = client.send(new DescribeStacksCommand({ StackName: 'c' }));
  await expect(asking).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Stack with id c does not exist',
  });
});

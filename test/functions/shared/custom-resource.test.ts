import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { respondTo } from '../../../functions/shared/custom-resource.ts';

const event: CloudFormationCustomResourceEvent = {
  RequestType: 'Create',
  ServiceToken: 'arn:aws:lambda:eu-central-1:111111111111:function:seed',
  ResponseURL: 'https://cloudformation.example/answer?signature=1',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Seed',
  ResourceType: 'Custom::Seed',
  ResourceProperties: { ServiceToken: '' },
};

async function answerTo(work: () => Promise<{ physicalResourceId: string }>) {
  const sent: { url: string; body: string }[] = [];
  await respondTo(event, work, async (url, body) => {
    sent.push({ url, body });
  });
  return { url: sent[0]?.url, ...JSON.parse(sent[0]?.body ?? '{}') };
}

test('tells CloudFormation what was made, at the address it gave', async () => {
  expect(await answerTo(async () => ({ physicalResourceId: 'the-seed' }))).toEqual({
    url: event.ResponseURL,
    Status: 'SUCCESS',
    PhysicalResourceId: 'the-seed',
    Data: {},
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Seed',
  });
});

test('tells CloudFormation why it failed instead of leaving the stack to hang', async () => {
  const silent = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const answer = await answerTo(() => Promise.reject(new Error('no table')));
  silent.mockRestore();
  expect(answer).toMatchObject({
    Status: 'FAILED',
    Reason: 'Error: no table',
    PhysicalResourceId: 'Seed',
  });
});

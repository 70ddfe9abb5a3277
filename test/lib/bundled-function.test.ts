import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { BundledFunction } from '../../lib/bundled-function.ts';

const identity = { project: 'shop', stage: 'beta' };

/** A folder of functions with one handler, `orders/post-handler`. */
function folderWithOneHandler(): string {
  const folder = path.join(tmpdir(), 'afterprod-test-functions');
  mkdirSync(path.join(folder, 'orders'), { recursive: true });
  writeFileSync(
    path.join(folder, 'orders/post-handler.ts'),
    'export const handler = (): number => 1;',
  );
  return folder;
}

function synthesize(
  bundle: string,
  bundlingStacks: string[] = [],
  files: Readonly<Record<string, string>> = {},
) {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': bundlingStacks } });
  const stack = new Stack(app, 'Test');
  const folder = folderWithOneHandler();
  new BundledFunction(stack, 'Post', { identity, name: 'orders-post', bundle, folder, files });
  return { template: Template.fromStack(stack), assembly: app.synth() };
}

test('carries project and stage in the names of function and log group', () => {
  const { template } = synthesize('orders/post-handler');
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-beta-orders-post',
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
  });
  template.hasResourceProperties('AWS::Logs::LogGroup', {
    LogGroupName: '/aws/lambda/shop-beta-orders-post',
    RetentionInDays: 30,
  });
});

test('may write its own logs and nothing else', () => {
  const { template } = synthesize('orders/post-handler');
  template.resourceCountIs('AWS::IAM::Policy', 1);
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [{ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Effect: 'Allow' }],
    },
  });
});

test('names the handlers that exist when one does not', () => {
  expect(() => synthesize('orders/put-handler')).toThrow(
    "no handler 'orders/put-handler'; it has: orders/post-handler",
  );
});

test('has the same asset hash in every synthesis', () => {
  const keys = [1, 2].map(() => {
    const { template } = synthesize('orders/post-handler', ['**']);
    return Object.values(template.findResources('AWS::Lambda::Function'))[0]?.['Properties'].Code
      .S3Key;
  });
  expect(keys[0]).toMatch(/^[0-9a-f]{64}\.zip$/);
  expect(keys[1]).toBe(keys[0]);
});

test('finds the texts that are given to it beside its code; another text is another asset', () => {
  const [one, same, other] = ['one', 'one', 'other'].map((text) => {
    const { template, assembly } = synthesize('orders/post-handler', ['**'], { 'a.json': text });
    const [post] = Object.values(template.findResources('AWS::Lambda::Function'));
    const key: string = post?.['Properties'].Code.S3Key;
    const folder = path.join(assembly.directory, `asset.${path.basename(key, '.zip')}`);
    expect(readFileSync(path.join(folder, 'a.json'), 'utf8')).toBe(text);
    expect(readFileSync(path.join(folder, 'index.js'), 'utf8')).toContain('handler');
    return key;
  });
  expect(same).toBe(one);
  expect(other).not.toBe(one);
});

test('is bundled even where only other stacks are selected: what is not, must not differ', () => {
  const { template } = synthesize('orders/post-handler', ['Another']);
  template.hasResourceProperties('AWS::Lambda::Function', {
    Code: { S3Key: Match.stringLikeRegexp('[.]zip$') },
  });
});

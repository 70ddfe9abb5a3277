import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { readStage } from '../../local/assembly.ts';

process.env['CDK_VALIDATION'] = 'false'; // slow, and not under test

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assembly-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function synthesize(): string {
  const app = new App({ outdir: folder });
  const env = { account: '111122223333', region: 'eu-north-1' };
  const prod = new Stage(app, 'prod', { env });
  const second = new Stack(prod, 'alarms', { stackName: 'shop-prod-alarms' });
  const first = new Stack(prod, 'zero', { stackName: 'shop-prod-zero' });
  new Topic(first, 'Topic');
  new Topic(second, 'Topic');
  second.addStackDependency(first);
  app.synth();
  return folder;
}

test('reads what CDK writes: environment, stacks in the order of their dependencies, templates', () => {
  const stage = readStage(synthesize(), 'prod');
  expect(stage).toMatchObject({ region: 'eu-north-1', accountId: '111122223333' });
  expect(stage.stacks.map(({ name }) => name)).toEqual(['shop-prod-zero', 'shop-prod-alarms']);
  const types = Object.values(stage.stacks[0]?.template.Resources ?? {}).map(({ Type }) => Type);
  expect(types).toContain('AWS::SNS::Topic');
});

/** A stage of three stacks, of which the last is in another environment. */
function synthesizeWith(env: { account: string; region: string }): string {
  const app = new App({ outdir: folder });
  const prod = new Stage(app, 'prod', { env: { account: '111122223333', region: 'eu-north-1' } });
  for (const name of ['zero', 'one']) {
    new Topic(new Stack(prod, name, { stackName: `shop-prod-${name}` }), 'Topic');
  }
  new Topic(new Stack(prod, 'away', { stackName: 'shop-prod-away', env }), 'Topic');
  app.synth();
  return folder;
}

test('leaves out, and names, what is in another region', () => {
  const stage = readStage(synthesizeWith({ account: '111122223333', region: 'us-west-2' }), 'prod');
  expect(stage).toMatchObject({
    region: 'eu-north-1',
    leftOut: [{ name: 'shop-prod-away', region: 'us-west-2' }],
  });
  expect(stage.stacks.map(({ name }) => name).sort()).toEqual(['shop-prod-one', 'shop-prod-zero']);
});

test('refuses a stage of several accounts', () => {
  const assembly = synthesizeWith({ account: '444455556666', region: 'eu-north-1' });
  expect(() => readStage(assembly, 'prod')).toThrow(
    /several accounts \(aws:\/\/111122223333\/eu-north-1, aws:\/\/444455556666\/eu-north-1\)/,
  );
});

test('names the stages that there are', () => {
  expect(() => readStage(synthesize(), 'gamma')).toThrow(
    /no stage gamma; it has: prod\. .*--stage/,
  );
});

test('says what to do without a cloud assembly', () => {
  expect(() => readStage(path.join(folder, 'none'), 'prod')).toThrow(
    /does not exist\. Run .*cdk synth/,
  );
});

test.each([
  ['cut off', '{"version": "55.0', /manifest\.json is not readable: .* run `npx cdk synth` again/],
  ['of another kind', '{"a": 1}', /is not the manifest of a cloud assembly/],
  [
    'of a newer CDK',
    '{"version": "99.0.0", "artifacts": {}}',
    /format 99\.0\.0; .*Another CDK version/,
  ],
  [
    'of an old CDK',
    '{"version": "1.0.0", "artifacts": {}}',
    /format 1\.0\.0; .*Another CDK version/,
  ],
])('refuses a manifest that is %s', (_, content, message) => {
  writeFileSync(path.join(folder, 'manifest.json'), content);
  expect(() => readStage(folder, 'prod')).toThrow(message);
});

test('refuses a template that is not JSON', () => {
  const artifact = {
    type: 'aws:cloudformation:stack',
    properties: { templateFile: 'a.template.json' },
  };
  const assembly = { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-prod' } };
  const manifest = (a: object) => JSON.stringify({ version: '50.0.0', artifacts: { a } });
  mkdirSync(path.join(folder, 'assembly-prod'));
  writeFileSync(path.join(folder, 'manifest.json'), manifest(assembly));
  writeFileSync(path.join(folder, 'assembly-prod/manifest.json'), manifest(artifact));
  writeFileSync(path.join(folder, 'assembly-prod/a.template.json'), '{"Resources": ');
  expect(() => readStage(folder, 'prod')).toThrow(/a\.template\.json is not readable/);
});

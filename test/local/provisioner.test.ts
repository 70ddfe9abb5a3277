import type { Emulator, Resource } from '../../local/emulator.ts';
import { ssm } from '../../local/emulators/ssm.ts';
import type { Template } from '../../local/template/template.ts';
import { stacksOf, startTestCloud, type TestCloud } from '../support/cloud.ts';

/** Notes what is made and changed; its `Ref` is its logical id, its `Arn` an address at an API's host. */
function noting(made: string[]): Emulator {
  const note =
    (verb: string) =>
    async ({ logicalId, properties }: Resource) => {
      if (properties['Color'] === 'ultraviolet') throw new Error('there is no such color');
      made.push(`${verb} ${logicalId}`);
      return { ref: logicalId, attributes: { Arn: `https://api.local/${logicalId}` } };
    };
  return {
    service: 'paint',
    resourceTypes: { 'AWS::Paint::Wall': { honoured: ['Color', 'Next'], ignored: ['Smell'] } },
    async start(cloud) {
      cloud.mapHost('api.local', 'http://127.0.0.1:9');
      const stop = async () => {};
      return { operations: {}, create: note('create'), update: note('update'), stop };
    },
  };
}

const wall = (Properties: object = {}) => ({
  Type: 'AWS::Paint::Wall',
  Properties: { ...Properties },
});

let made: string[];
let cloud: TestCloud | undefined;
beforeEach(() => {
  made = [];
});
afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
});

async function start(templates: Template | Readonly<Record<string, Template>>): Promise<TestCloud> {
  cloud = await startTestCloud(templates, { emulators: [noting(made), ssm] });
  return cloud;
}

const propertiesOf = (running: TestCloud, logicalId: string) =>
  running.resources().find((resource) => resource.logicalId === logicalId)?.properties;

test('resources learn of each other, also from stack to stack, and of local addresses', async () => {
  const running = await start({
    base: {
      Resources: { First: wall() },
      Outputs: {
        Out: { Value: { 'Fn::GetAtt': ['First', 'Arn'] }, Export: { Name: 'base:First' } },
      },
    },
    top: {
      Resources: {
        Second: wall({ Next: { Ref: 'Third' }, Color: { 'Fn::ImportValue': 'base:First' } }),
        Third: wall(),
      },
    },
  });
  expect(made).toEqual(['create First', 'create Third', 'create Second']);
  expect(propertiesOf(running, 'Second')).toEqual({
    Next: 'Third',
    Color: 'http://127.0.0.1:9/First',
  });
  expect(running.stacks().map(({ name }) => name)).toEqual(['base', 'top']);
});

test('types without effect stand in, with a name and an ARN', async () => {
  const Key = { Type: 'AWS::KMS::Key' };
  const running = await start({
    Resources: { Key, Wall: wall({ Color: { 'Fn::GetAtt': ['Key', 'Arn'] } }) },
  });
  expect(propertiesOf(running, 'Wall')).toEqual({
    Color: 'arn:aws:kms:eu-west-1:123456789012:key/Key',
  });
});

test.each<[string, Template & { Transform?: string }, RegExp]>([
  [
    'a type that it does not have',
    {
      Resources: {
        Disk: { Type: 'AWS::EC2::Volume', Metadata: { 'aws:cdk:path': 'prod/x/Disk' } },
      },
    },
    /^test\/Disk \(prod\/x\/Disk\): the local cloud does not support the type AWS::EC2::Volume\..*not-emulated/,
  ],
  [
    'a type by the name of what every object has',
    { Resources: { Odd: { Type: 'constructor' } } },
    /^test\/Odd: the local cloud does not support the type constructor\./,
  ],
  [
    'a property that it does not have',
    { Resources: { Wall: wall({ Smell: 1, Sound: 2 }) } },
    /^test\/Wall: AWS::Paint::Wall: the local cloud does not support the property Sound\. .*Supported: Color, Next/,
  ],
  [
    'an attribute of a resource that it does not have',
    { Resources: { Wall: Object.assign(wall(), { CreationPolicy: {} }) } },
    /^test\/Wall: .*does not support the attribute CreationPolicy/,
  ],
  [
    'a section that it does not have',
    { Resources: {}, Transform: 'AWS::Serverless-2016-10-31' },
    /^test: .*does not support the section Transform/,
  ],
  [
    'what an emulator refuses',
    { Resources: { Wall: wall({ Color: 'ultraviolet' }) } },
    /^test\/Wall: AWS::Paint::Wall: there is no such color/,
  ],
  [
    'an unknown attribute',
    { Resources: { A: wall(), B: wall({ Next: { 'Fn::GetAtt': ['A', 'Size'] } }) } },
    /^test\/B: .*A\.Size, which the local cloud does not give for AWS::Paint::Wall; it gives Arn/,
  ],
  [
    'an import that nobody exports',
    { Resources: { A: wall({ Next: { 'Fn::ImportValue': 'x' } }) } },
    /^test\/A: .*no export x/,
  ],
])('refuses %s, with its place', async (_, template, message) => {
  await expect(start(template)).rejects.toThrow(message);
});

describe('an update', () => {
  const before = {
    Resources: { A: wall({ Color: 'red' }), B: wall({ Next: { Ref: 'A' } }), C: wall() },
  };

  test('makes only the difference', async () => {
    const running = await start(before);
    made.length = 0;
    const after = { Resources: { ...before.Resources, A: wall({ Color: 'blue' }), D: wall() } };
    await running.update(stacksOf(after));
    expect(made).toEqual(['update A', 'create D']);
    expect(propertiesOf(running, 'A')).toEqual({ Color: 'blue' });
  });

  test('lets run on what has left the template, and says so', async () => {
    const running = await start(before);
    await running.update(stacksOf({ Resources: { A: before.Resources.A, B: before.Resources.B } }));
    expect(propertiesOf(running, 'C')).toEqual({});
    expect(running.heard).toContainEqual(
      expect.objectContaining({
        kind: 'notice',
        message: expect.stringMatching(/^test\/C is no longer/),
      }),
    );
  });

  test('that fails leaves all as it was, and the next one works', async () => {
    const running = await start(before);
    const broken = { Resources: { ...before.Resources, A: wall({ Color: 'ultraviolet' }) } };
    const fixed = { Resources: { ...before.Resources, A: wall({ Color: 'green' }) } };
    const failing = running.update(stacksOf(broken));
    const working = running.update(stacksOf(fixed));
    await expect(failing).rejects.toThrow(/no such color/);
    expect(running.resources()).toHaveLength(3);
    await working;
    expect(propertiesOf(running, 'A')).toEqual({ Color: 'green' });
  });
});

test('a start that fails lets go of port and folder', async () => {
  const failing = start({ Resources: { X: { Type: 'AWS::Moon::Base' } } });
  await expect(failing).rejects.toThrow();
  await start({ Resources: {} });
});

import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** A project like this one, with a config of its own. */
let project: string;

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), 'afterprod-app-'));
  mkdirSync(path.join(project, 'bin'));
  copyFileSync(path.join(ROOT, 'bin/app.ts'), path.join(project, 'bin/app.ts'));
  for (const folder of ['lib', 'functions', 'node_modules', 'cdk.json', 'package.json']) {
    symlinkSync(path.join(ROOT, folder), path.join(project, folder));
  }
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

function synthesize(config: string) {
  writeFileSync(path.join(project, 'afterprod.config.ts'), config);
  const command = ['--conditions=source', '--require', 'tsx/cjs', 'bin/app.ts'];
  const CDK_CONTEXT_JSON = JSON.stringify({ 'aws:cdk:bundling-stacks': [] }); // bundles are slow, and not under test
  const environment = {
    ...process.env,
    CDK_CONTEXT_JSON,
    CDK_OUTDIR: path.join(project, 'cdk.out'),
  };
  return spawnSync(process.execPath, command, {
    cwd: project,
    env: environment,
    encoding: 'utf8',
  });
}

test('stops at wrong settings with what is wrong, and without a stack trace', () => {
  const { status, stderr, stdout } = synthesize(
    "export default { projekt: 'shop', stages: [{ name: 'beta', account: 5 }] };",
  );
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain("projekt: is not a setting.\n    Fix: Did you mean 'project'?");
  expect(stderr).toContain('stages[0].account: must be 12 digits in quotes');
  expect(stderr).not.toContain('    at ');
});

test('an error of the service itself is a line with its place', () => {
  const { status, stderr } = synthesize(withCreate("() => { throw new Error('no such bucket'); }"));
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /service\.create: throws at afterprod\.config\.ts:\d+:\d+: no such bucket/,
  );
  expect(stderr).not.toContain('    at ');
});

test.each([
  [
    'a syntax error',
    'export default {\n  project: = 5 };',
    /afterprod\.config\.ts:2:\d+: Unexpected/,
  ],
  ['a throw', "\nthrow new Error('no vault');", /afterprod\.config\.ts:\d+:\d+: no vault/],
  ['a missing import', "import './nowhere.ts';", /Cannot find module '\.\/nowhere/],
])('a config with %s ends with one line', (_, config, line) => {
  const { status, stderr } = synthesize(config);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^afterprod\.config\.ts cannot be loaded: .*\n$/);
  expect(stderr).toMatch(line);
});

test('what alarms cost is told by the command line of CDK, once; the app itself is quiet', () => {
  const { status, stderr, stdout } = synthesize(
    withCreate("() => ({ url: 'https://shop.example' })"),
  );
  expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: '', stdout: '' });
  const told = readFileSync(path.join(project, 'cdk.out/pipeline.metadata.json'), 'utf8');
  expect(told.match(/What alarms cost a month/g)).toHaveLength(1);
  expect(told).toMatch(/probe-home-availability +page +shop +shop +0\.10 /);
  expect(told).toMatch(/\\nall +\d+\.\d\d/);
});

function withCreate(create: string): string {
  return `
    export default {
      project: 'shop',
      source: {
        connectionArn: 'arn:aws:codeconnections:us-east-1:111111111111:connection/a',
        repository: 'acme/shop',
      },
      stages: [{ name: 'prod', account: '111111111111', region: 'us-east-1', order: 1 }],
      service: { name: 'shop', create: ${create} },
      probes: [{ name: 'home', path: '/' }],
      feedback: { allowedOrigins: [] },
    };`;
}

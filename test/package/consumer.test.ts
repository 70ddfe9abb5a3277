import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const { version, devDependencies } = JSON.parse(
  readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
);

const APP_JS = `
const { App, Stack } = require('aws-cdk-lib');
const { Alarms, Probes, Releases, Toggles, probesOfSettings, watchedProbes } = require('afterprod');

const identity = { project: 'shop', stage: 'prod' };
const env = { region: 'eu-central-1' };
const stack = new Stack(new App(), 'shop-prod-toggles', { env });
const settings = { probes: [{ name: 'home', path: '/' }] };
const { topics } = new Alarms(stack, 'Alarms', { identity, probes: watchedProbes(settings) });
const { table } = new Releases(stack, 'Releases', { identity, topics });
const probes = probesOfSettings(settings, env, 'https://shop.example.com/');
new Probes(stack, 'Probes', { identity, topics, releasesTable: table, probes });
new Toggles(stack, 'Toggles', { identity, topics });
`;

const USE_TOGGLES_TS = `
import { createToggles } from 'afterprod/toggles';
import { defineSettings, type Settings } from 'afterprod';

const toggles = createToggles({ tableName: 'shop-prod-toggles' });
export const isNew: boolean = toggles.boolean('new-checkout', false, { targetingKey: 'a' });
export const check: (settings: Settings) => Settings = defineSettings;
`;

const USE_OPENFEATURE_TS = `
import { OpenFeature } from '@openfeature/server-sdk';
import { AfterprodProvider } from 'afterprod/openfeature';
import { createToggles } from 'afterprod/toggles';

OpenFeature.setProvider(new AfterprodProvider(createToggles({ tableName: 'shop-prod-toggles' })));
`;

const TSCONFIG = {
  compilerOptions: {
    module: 'NodeNext',
    strict: true,
    noEmit: true,
    target: 'ES2023',
    types: ['node'],
  },
  files: ['use-toggles.ts', 'use-openfeature.ts'],
};

/** What the prober is told stands beside its bundle. */
function probedNames(assembly: string): string[] {
  const [file = ''] = readdirSync(assembly, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('probes.json'),
  );
  const config = JSON.parse(readFileSync(path.join(assembly, file), 'utf8'));
  return config.targets.map(({ name }: { name: string }) => name);
}

let app: string;

/** An empty app of somebody else's, with the packed package from its file and all else from the registry. */
beforeAll(() => {
  app = mkdtempSync(path.join(tmpdir(), 'afterprod-consumer-'));
  rmSync(path.join(ROOT, 'dist'), { recursive: true, force: true }); // packing alone must build
  run('npm', ['pack', '--silent', '--pack-destination', app], ROOT);
  const pinned = ['aws-cdk-lib', 'constructs', 'aws-cdk', 'typescript', '@types/node'].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  writeFileSync(path.join(app, 'package.json'), '{ "name": "shop", "private": true }');
  run('npm', ['install', '--silent', '--prefer-offline', `./afterprod-${version}.tgz`, ...pinned]);
}, 240_000);

afterAll(() => rmSync(app, { recursive: true, force: true }));

test('npx afterprod runs', () => {
  expect(run('npx', ['afterprod', '--help'])).toContain('Usage: afterprod');
  expect(run('npx', ['afterprod', '--version']).trim()).toBe(version);
});

test('cdk synth deploys single capabilities, with their functions', () => {
  writeFileSync(path.join(app, 'app.js'), APP_JS);
  run('npx', ['cdk', 'synth', '--quiet', '--app', 'node app.js']);
  const template = readFileSync(path.join(app, 'cdk.out/shop-prod-toggles.template.json'), 'utf8');
  const { Resources } = JSON.parse(template) as { Resources: Record<string, { Type: string }> };
  const types = Object.values(Resources).map(({ Type }) => Type);
  expect(types).toEqual(expect.arrayContaining(['AWS::DynamoDB::Table', 'AWS::Lambda::Function']));
  expect(probedNames(path.join(app, 'cdk.out'))).toEqual(['home']);
}, 60_000);

test('afterprod/toggles and afterprod/openfeature are imported by ES modules, by CommonJS, and with their types', () => {
  const print = 'console.log(typeof createToggles)';
  const imported = `import { createToggles } from 'afterprod/toggles'; ${print}`;
  const required = `const { createToggles } = require('afterprod/toggles'); ${print}`;
  expect(run('node', ['--input-type=module', '-e', imported]).trim()).toBe('function');
  expect(run('node', ['-e', required]).trim()).toBe('function');

  const sdk = `@openfeature/server-sdk@${devDependencies['@openfeature/server-sdk']}`;
  run('npm', ['install', '--silent', '--prefer-offline', sdk]); // only who uses the provider needs it
  const provider =
    "console.log(new (require('afterprod/openfeature').AfterprodProvider)({}).runsOn)";
  expect(run('node', ['-e', provider]).trim()).toBe('server');

  writeFileSync(path.join(app, 'use-toggles.ts'), USE_TOGGLES_TS);
  writeFileSync(path.join(app, 'use-openfeature.ts'), USE_OPENFEATURE_TS);
  writeFileSync(path.join(app, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  expect(run('npx', ['tsc'])).toBe('');
}, 60_000);

test('afterprod/widget is imported where there is no page, and lies there for a script tag', () => {
  const use = "import { defineFeedback } from 'afterprod/widget'; defineFeedback();";
  expect(run('node', ['--input-type=module', '-e', `${use} console.log('quiet')`]).trim()).toBe(
    'quiet',
  );
  const files = `import * as files from 'afterprod/widget/files';
    console.log(Object.values(files).every((text) => text.length > 500))`;
  expect(run('node', ['--input-type=module', '-e', files]).trim()).toBe('true');
  for (const name of ['', '-dialog', '-prover'].map((part) => `afterprod-feedback${part}.js`)) {
    const resolved = `console.log(require.resolve('afterprod/widget/${name}'))`;
    expect(run('node', ['-e', resolved])).toContain(`dist/web/widget/${name}`);
  }
});

/** Throws with all that the command said. Jest's own settings must not reach it. */
function run(command: string, args: readonly string[], cwd = app): string {
  const { NODE_OPTIONS: _, NODE_ENV: __, CDK_VALIDATION: ___, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}:\n${stdout}${stderr}`);
  return stdout;
}

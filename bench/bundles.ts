import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { bundleFunctions } from '../lib/function-bundles.ts';
import { bundleWebFiles, webFilesModule } from '../lib/web-files.ts';
import { type Figure, median, report } from './report.ts';
import { readerBundle } from './toggles/reader-bundle.ts';
import { widgetFiles } from './widget-files.ts';

/**
 * Size and import cost of each function's bundle, beside CDK's default bundling of the same handler
 * (`NodejsFunction` with `bundleAwsSDK`: not minified, `main` before `module`).
 * `--sizes` leaves out the CPU figures, which take a minute.
 */
const RUNS = 15;

/** What one function may weigh: the SDK's DynamoDB client alone is 324 kB, flagd's evaluator 150 kB. */
const BUDGET_KB = 420;
const WITH_EVALUATOR_KB = 560;
const BUDGETS_KB: Readonly<Record<string, number>> = {
  'afterprod/feedback/admin-handler': 440, // queries of two tables, and a scan for erasure: people call it, now and then
  'afterprod/feedback/triage-handler': 480, // SNS and SQS, beside two stores that write
  'afterprod/toggles/admin-handler': 620, // evaluator, linter and every edit: people call it, now and then
  'afterprod/toggles/ofrep-handler': WITH_EVALUATOR_KB,
  'afterprod/toggles/rollout-handler': 490, // CloudWatch, SNS, and the linter of an edit: on a schedule
  'afterprod/toggles/stale-report-handler': 450, // SNS, beside a store that can write: once a week
  'storefront/handler': WITH_EVALUATOR_KB,
};

/** Every variable that a function reads while it is imported. */
const VARIABLES = JSON.stringify({
  AWS_REGION: 'eu-central-1',
  PROJECT: 'storefront',
  STAGE: 'prod',
  TABLE_NAME: 'table',
  RELEASES_TABLE_NAME: 'releases',
  EXPOSURES_TABLE_NAME: 'exposures',
  TOGGLES_TABLE_NAME: 'toggles',
  INFO_TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:info',
  TICKET_TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:ticket',
  DUPLICATES_FOR_TICKET: '5',
  DEAD_LETTERS_URL: 'https://sqs.eu-central-1.amazonaws.com/111122223333/dlq',
  ALLOWED_ORIGINS: '*',
  ALLOW_PRIVATE: '',
  TARGETS: '[]',
  AFTERPROD_RELEASE: 'release',
  AFTERPROD_TOGGLES_TABLE: 'toggles',
  FEEDBACK_URL: 'https://feedback.example.com/v1/feedback',
  FEEDBACK_KEY: 'key',
});

/** Imports the bundle as a cold start does, every variable set, and prints the CPU it took in microseconds. */
const MEASURE_IMPORT = `
Object.assign(process.env, JSON.parse(process.argv[2]));
const before = process.cpuUsage();
require(process.argv[1]);
const { user, system } = process.cpuUsage(before);
process.stdout.write(String(user + system));
process.exit(0);
`;

/** What is deployed by the demo: our own functions, and the guarded service's. */
const FOLDERS: Readonly<Record<string, string>> = {
  afterprod: path.join(__dirname, '../functions'),
  storefront: path.join(__dirname, '../examples/storefront'),
};

const options = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'afterprod-bundles-'));
const webFiles = path.join(folder, 'web-files.mjs');
try {
  writeFileSync(webFiles, webFilesModule(bundleWebFiles()));
  for (const [owner, sources] of Object.entries(FOLDERS)) {
    bundleFunctions(sources, path.join(folder, 'ours', owner));
  }
  const functions = bundlesIn(path.join(folder, 'ours')).flatMap(figuresOf);
  const figures = [...functions, ...readerBundle(), ...widgetFiles()];
  report('Function bundles, beside what CDK bundles by default', figures, options);
} finally {
  rmSync(folder, { recursive: true });
}

function bundlesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('index.js'))
    .map((file) => path.dirname(file))
    .sort();
}

function figuresOf(name: string): Figure[] {
  const ours = path.join(folder, 'ours', name, 'index.js');
  const theirs = path.join(folder, 'cdk', name, 'index.js');
  const [owner = '', handler] = name.split(/\/(.*)/s);
  bundleAsCdk(path.join(FOLDERS[owner] ?? '', `${handler}.ts`), theirs);
  const size: Figure = {
    name: `${name} size`,
    value: kilobytes(ours),
    unit: 'kB',
    budget: { atMost: BUDGETS_KB[name] ?? BUDGET_KB },
    peer: { name: 'CDK', value: kilobytes(theirs) },
  };
  if (options.includes('--sizes')) return [size];
  const [oursMs, theirsMs] = importCpuMs([ours, theirs]);
  return [
    size,
    {
      name: `${name} import`,
      value: oursMs,
      unit: 'ms CPU',
      peer: { name: 'CDK', value: theirsMs },
    },
  ];
}

/** The esbuild options that aws-cdk-lib's NodejsFunction passes when nothing is set. */
function bundleAsCdk(entry: string, outfile: string): void {
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    conditions: ['source'],
    alias: { 'afterprod/widget/files': webFiles },
    logLevel: 'warning',
  });
}

/** Taken in turns, so that a noisy minute hits both. */
function importCpuMs(files: readonly [string, string]): [number, number] {
  const rounds = Array.from({ length: RUNS }, () => files.map(importOnceMs));
  return [median(rounds.map(([ours = 0]) => ours)), median(rounds.map(([, theirs = 0]) => theirs))];
}

function importOnceMs(file: string): number {
  const printed = execFileSync(process.execPath, ['-e', MEASURE_IMPORT, file, VARIABLES], {
    encoding: 'utf8',
  });
  return Number(printed) / 1000;
}

function kilobytes(file: string): number {
  return statSync(file).size / 1000;
}

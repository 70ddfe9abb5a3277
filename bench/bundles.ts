import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundleFunctions } from '../lib/function-bundles.ts';
import { bundleWebFiles, webFilesModule } from '../lib/web-files.ts';
import { bundleAsCdk } from './bundle-as-cdk.ts';
import { importCpuMs } from './import-cpu.ts';
import { type Figure, report } from './report.ts';
import { readerBundle } from './toggles/reader-bundle.ts';
import { widgetFiles } from './widget-files.ts';

/**
 * Size and import cost of each function's bundle, beside CDK's default bundling of the same handler
 * (`NodejsFunction` with `bundleAwsSDK`: not minified, `main` before `module`).
 * `--sizes` leaves out the CPU figures, which take a minute.
 */
const TITLE = 'Function bundles, beside what CDK bundles by default';

/** What one function may weigh: the SDK's DynamoDB client alone is 200 kB, flagd's evaluator 150 kB. */
const BUDGET_KB = 420;
const BUDGETS_KB: Readonly<Record<string, number>> = {
  'afterprod/probes/run-handler': 580, // linear-time expressions, signatures, secrets: nobody waits for it
  'afterprod/feedback/cleanup-handler': 450, // S3's client, beside a store: nobody waits for it
  'afterprod/toggles/admin-handler': 520, // evaluator, linter and every edit: people call it, now and then
};

/** Every variable that a function reads while it is imported. */
const VARIABLES = {
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
  CHALLENGE_ABOVE: '60',
  TASK_QUEUES: '{}',
  DELIVERIES_URL: 'https://sqs.eu-central-1.amazonaws.com/111122223333/deliveries',
  FEEDBACK_TABLE_NAME: 'feedback',
  TOPIC_ARNS: '{"page":"arn:page","ticket":"arn:ticket","info":"arn:info"}',
  DEAD_LETTERS_URL: 'https://sqs.eu-central-1.amazonaws.com/111122223333/dlq',
  KEY_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:key-AbCdEf',
  MAIL_SENDER: 'null',
  ALLOWED_ORIGINS: '*',
  ALLOW_PRIVATE: '',
  HOME_REGION: 'eu-central-1',
  PROBE_VALUES: '[]',
  AFTERPROD_RELEASE: 'release',
  AFTERPROD_TOGGLES_TABLE: 'toggles',
  BUCKET_NAME: 'quarantine',
  UPLOAD_URL: 'https://quarantine.s3.eu-central-1.amazonaws.com',
  FEEDBACK_URL: 'https://feedback.example.com/v1/feedback',
  FEEDBACK_UPLOAD_URL: 'https://quarantine.s3.eu-central-1.amazonaws.com',
  FEEDBACK_KEY: 'key',
};

/** What is deployed by the demo: our own functions, and the guarded service's. */
const FOLDERS: Readonly<Record<string, string>> = {
  afterprod: path.join(__dirname, '../functions'),
  storefront: path.join(__dirname, '../examples/storefront'),
};

const ALERTS_JSON = JSON.stringify({
  routes: [],
  ...{ waitSeconds: 10, intervalSeconds: 300, settleSeconds: 60 },
  dependencies: {},
});

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
  report(TITLE, figures, options);
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
  bundleAsCdk(path.join(FOLDERS[owner] ?? '', `${handler}.ts`), theirs, webFiles);
  for (const bundle of [ours, theirs]) putFilesBeside(bundle);
  const size: Figure = {
    name: `${name} size`,
    value: kilobytes(ours),
    unit: 'kB',
    budget: { atMost: BUDGETS_KB[name] ?? BUDGET_KB },
    peer: { name: 'CDK', value: kilobytes(theirs) },
  };
  if (options.includes('--sizes')) return [size];
  const [oursMs, theirsMs] = importCpuMs([ours, theirs], VARIABLES);
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

/** What `lib/` deploys with a function, which reads it while it is imported. */
function putFilesBeside(bundle: string): void {
  const probesJson = JSON.stringify({ targets: [], maintenance: [] });
  if (bundle.endsWith('probes/run-handler/index.js')) {
    writeFileSync(path.join(path.dirname(bundle), 'probes.json'), probesJson);
  }
  if (bundle.includes('/alerts/')) {
    writeFileSync(path.join(path.dirname(bundle), 'alerts.json'), ALERTS_JSON);
  }
}

function kilobytes(file: string): number {
  return statSync(file).size / 1000;
}

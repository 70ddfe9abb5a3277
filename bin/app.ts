import * as path from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { guardDelivery } from '../lib/guard-delivery.ts';
import { findReleaseId } from '../lib/release-id.ts';
import { SettingsError } from '../lib/settings/settings-error.ts';
import { whereThrown } from '../lib/settings/where-thrown.ts';

const app = new App();
// `CDK_VALIDATION=false` turns the CLI's own validation off too: `npm start` does not wait for either.
if (process.env['CDK_VALIDATION'] !== 'false') {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
try {
  guardDelivery(app, loadSettings(), findReleaseId({ directory: path.join(__dirname, '..') }));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  stop(error.message);
}

/** Not by `import`: what is wrong inside of the file would end this one with a stack trace. */
function loadSettings(): unknown {
  try {
    return require('../afterprod.config.ts').default;
  } catch (error) {
    return stop(`afterprod.config.ts cannot be loaded: ${whereThrown(error)}`);
  }
}

function stop(reason: string): never {
  console.error(reason);
  process.exit(1); // not exitCode: the app would be synthesized half
}

import * as path from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import settings from '../afterprod.config.ts';
import { guardDelivery } from '../lib/guard-delivery.ts';
import { findReleaseId } from '../lib/release-id.ts';
import { SettingsError } from '../lib/settings/settings-error.ts';

const app = new App();
// `CDK_VALIDATION=false` turns the CLI's own validation off too: `npm start` does not wait for either.
if (process.env['CDK_VALIDATION'] !== 'false') {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
try {
  guardDelivery(app, settings, findReleaseId({ directory: path.join(__dirname, '..') }));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(1); // not exitCode: the app would be synthesized half
}

import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import settings from '../afterprod.config.ts';
import { guardDelivery } from '../lib/guard-delivery.ts';
import { findReleaseId } from '../lib/release-id.ts';
import { SettingsError } from '../lib/settings/settings-error.ts';

const app = new App();
try {
  guardDelivery(app, settings, findReleaseId({ directory: path.join(__dirname, '..') }));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(1); // not exitCode: the app would be synthesized half
}

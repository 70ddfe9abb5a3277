import * as path from 'node:path';
import { bundleFunctions } from '../../lib/function-bundles.ts';

/** Of `functions/`, without its extension. */
export const POST_HANDLER = 'feedback/post-handler';

/** What the function reads of its environment while it is imported. */
export const POST_VARIABLES = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  PROJECT: 'storefront',
  STAGE: 'prod',
  TABLE_NAME: 'feedback',
  RELEASES_TABLE_NAME: 'releases',
  ALLOWED_ORIGINS: '*',
};

export const FUNCTIONS = path.join(__dirname, '../../functions');

/** The file that is deployed as `POST /v1/feedback`. All functions are bundled in one pass, as ever. */
export function bundledPost(folder: string): string {
  bundleFunctions(FUNCTIONS, folder);
  return path.join(folder, POST_HANDLER, 'index.js');
}

import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { bundleWebFiles } from '../../lib/web-files.ts';
import type { Figure } from '../report.ts';

/** As their documentation sets feedback up. */
const WITH_FEEDBACK = `
import { feedbackIntegration, init } from '@sentry/browser';
init({ dsn: 'https://key@o0.ingest.sentry.io/0', integrations: [feedbackIntegration({ colorScheme: 'system' })] });
`;
const WITHOUT = `
import { init } from '@sentry/browser';
init({ dsn: 'https://key@o0.ingest.sentry.io/0' });
`;

/** What a page loads for a feedback button with a dialog: ours, and Sentry's, both minified and gzipped. */
export function widgetBesideSentry(): readonly Figure[] {
  const files = bundleWebFiles();
  const first = kilobytesOf(files['afterprod-feedback.js']);
  const whole = first + kilobytesOf(files['afterprod-feedback-dialog.js']);
  const sentry = sentryKilobytes(WITH_FEEDBACK);
  const added = sentry - sentryKilobytes(WITHOUT);
  return [
    {
      name: 'widget, first load, gzipped',
      value: first,
      unit: 'kB',
      budget: { atMost: 5 },
      peer: { name: 'Sentry with feedback', value: sentry, ratioAtMost: 0.15 },
    },
    {
      name: 'widget with its dialog, gzipped',
      value: whole,
      unit: 'kB',
      peer: { name: 'what it adds to Sentry', value: added, ratioAtMost: 0.6 },
    },
  ];
}

/** Their bundler option leaves out what only helps to debug. */
function sentryKilobytes(contents: string): number {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: path.join(__dirname, '..') },
    write: false,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    define: { __SENTRY_DEBUG__: 'false' },
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outputFiles.reduce((sum, { text }) => sum + kilobytesOf(text), 0);
}

function kilobytesOf(text = ''): number {
  if (text === '') throw new Error('A file of the widget is missing');
  return gzipSync(text, { level: 9 }).length / 1000;
}

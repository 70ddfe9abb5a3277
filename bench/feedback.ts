import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { postBundle } from './feedback/post-bundle.ts';
import { postOverhead } from './feedback/post-overhead.ts';
import { thousandPosts } from './feedback/thousand-posts.ts';
import { widgetBesideSentry } from './feedback/widget-beside-sentry.ts';
import { report } from './report.ts';

/** What a post costs, whether posts get lost or doubled under load, and what the widget weighs beside Sentry's. */
const TITLE =
  'Feedback: CPU time, counts and sizes; nothing that the clock on the wall tells is judged';

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterprod-bench-'));
  try {
    const figures = [
      ...(await postOverhead(folder)),
      ...postBundle(folder),
      ...(await thousandPosts(folder)),
      ...widgetBesideSentry(),
    ];
    report(TITLE, figures, process.argv.slice(2));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild';
import { COMMAND_VARIABLE } from './bundled-command.ts';

const ROOT = path.join(__dirname, '../..');

/** Jest's global setup: the `afterprod` command in one file, as hundreds of tests start it. */
export default async function bundleCommand(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterprod-command-'));
  const outfile = path.join(folder, 'afterprod.js');
  process.env[COMMAND_VARIABLE] = outfile; // the workers inherit it
  await build({
    entryPoints: [path.join(ROOT, 'cli/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    conditions: ['source'],
    banner: { js: "process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';" },
    // What bin/afterprod.js does.
    footer: {
      js: `module.exports.main(process.argv, ${JSON.stringify(ROOT)}).then((code) => { process.exitCode = code; });`,
    },
  });
}

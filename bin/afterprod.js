#!/usr/bin/env node
/** The `afterprod` command: the sources where they are (a clone), else what was built (the published package). */
const { existsSync } = require('node:fs');
const path = require('node:path');

// The pinned SDK runs on every Node that we support; its notice about later versions is not the user's matter.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const root = path.join(__dirname, '..');
const source = path.join(root, 'cli/main.ts');
if (existsSync(source)) require('tsx/cjs/api').register();
const { main } = require(existsSync(source) ? source : path.join(root, 'dist/cli/main.js'));

main(process.argv, root).then((code) => {
  process.exitCode = code;
});

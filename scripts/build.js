/** `npm run build`: what is published, in `dist/`: JavaScript, types, and every function bundled. */
const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const dist = path.join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '--project', path.join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
});
const { bundleFunctions } = require('../dist/lib/function-bundles.js');
bundleFunctions(path.join(root, 'functions'), path.join(dist, 'bundles'));

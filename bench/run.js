/** `npm run bench:<name> -- [--json] [--check]`: brings the benchmarks' own packages once, then runs one of them. */
const { spawnSync } = require('node:child_process');
const { existsSync, statSync } = require('node:fs');
const path = require('node:path');

const [name, ...options] = process.argv.slice(2);
const script = path.join(__dirname, `${name}.ts`);
if (!name || !existsSync(script)) {
  console.error(`bench: no benchmark '${name ?? ''}'; see the bench:* scripts in package.json`);
  process.exit(2);
}
if (!isInstalled()) {
  console.error('bench: installing the packages that the benchmarks measure by');
  const npm = spawnSync('npm', ['ci', '--silent'], { cwd: __dirname, stdio: 'inherit' });
  if (npm.status !== 0) process.exit(1);
}
const nodeOptions = ['--conditions=source', '--require', 'tsx/cjs'];
// The pinned SDK runs on every Node that we support; its notice about later versions is noise here.
const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
const run = spawnSync(process.execPath, [...nodeOptions, script, ...options], {
  env,
  stdio: 'inherit',
});
process.exit(run.status ?? 1);

/** Whether the packages are those of the lockfile: npm notes in this file when it has installed them. */
function isInstalled() {
  const installed = path.join(__dirname, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  return statSync(installed).mtimeMs >= statSync(path.join(__dirname, 'package-lock.json')).mtimeMs;
}

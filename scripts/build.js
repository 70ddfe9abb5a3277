/** `npm run build`: what is published, in `dist/`: JavaScript, types, what browsers load, and every function bundled. */
const { execFileSync } = require('node:child_process');
const { copyFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const dist = path.join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
compile('tsconfig.build.json');
compile('web/tsconfig.build.json');

const { bundleWebFiles, bundleWidgetModule, webFilesModule } = require('../dist/lib/web-files.js');
const widget = path.join(dist, 'web/widget');
const files = bundleWebFiles(path.join(root, 'web'));
for (const [name, text] of Object.entries(files)) writeFileSync(path.join(widget, name), text);
writeFileSync(path.join(widget, 'files.js'), webFilesModule(files));
copyFileSync(path.join(root, 'web/widget/files.d.ts'), path.join(widget, 'files.d.ts'));
copyFileSync(path.join(root, 'web/package.json'), path.join(dist, 'web/package.json'));
bundleWidgetModule(path.join(root, 'web'), widget);

const { bundleFunctions } = require('../dist/lib/function-bundles.js');
bundleFunctions(path.join(root, 'functions'), path.join(dist, 'bundles'));

function compile(project) {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const args = [tsc, '--project', path.join(root, project)];
  execFileSync(process.execPath, args, { stdio: 'inherit' });
}

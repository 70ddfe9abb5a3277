/**
 * Adds to package-lock.json the optional platform packages that npm left out.
 *
 * npm drops an optional package from the lock when the registry that it asked does not hold that version, and then
 * `npm ci` refuses the lock ("Missing: … from lock file"). Run this after every `npm install`.
 */
const { readFileSync, writeFileSync } = require('node:fs');

const PLATFORM = /(darwin|win32|android|freebsd|openharmony|linux)/;
const PROCESSOR = /(arm64|x64|ia32|riscv64|s390x|ppc64|loong64|arm)/;

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const missing = Object.entries(lock.packages).flatMap(([path, parent]) =>
  Object.entries(parent.optionalDependencies ?? {})
    .filter(([name]) => path !== '' && !lock.packages[`node_modules/${name}`])
    .filter(([name]) => !lock.packages[`${path}/node_modules/${name}`])
    .map(([name, version]) => [`node_modules/${name}`, platformPackage(name, version, parent)]),
);
const packages = { ...lock.packages, ...Object.fromEntries(missing) };
const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(
  'package-lock.json',
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`,
);
console.log(`package-lock.json: ${missing.length} platform packages added`);

/** The lock's entry of a package that only some machines install; its name says which. */
function platformPackage(name, version, parent) {
  const [, os] = PLATFORM.exec(name) ?? [];
  const [, cpu] = PROCESSOR.exec(name.replace(/^.*\//, '')) ?? [];
  if (!os || !cpu) throw new Error(`${name}: no platform in its name; add it to the lock by hand`);
  const libc = os === 'linux' ? libcOf(name) : [];
  return {
    version,
    cpu: [cpu],
    ...(parent.dev && { dev: true }),
    ...(libc.length && { libc }),
    license: parent.license,
    optional: true,
    os: [os],
  };
}

function libcOf(name) {
  if (name.includes('musl')) return ['musl'];
  return name.includes('gnu') ? ['glibc'] : [];
}

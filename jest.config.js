// CDK's own template validator costs seconds a synthesis; `npm run synth` runs it on the whole app.
process.env.CDK_VALIDATION ??= 'false';
// Nobody reads where in the code a construct was made, and Jest maps each of its thousands of stacks to the sources.
process.env.CDK_CONTEXT_JSON ??= '{"aws:cdk:disable-creation-stack-traces":true}';
// The pinned SDK runs on every Node that we support; its notice about later versions is noise here.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** TypeScript through swc; the package's own sources through the condition `source`. */
const shared = {
  testEnvironment: '<rootDir>/test/support/environment.ts',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/seeded-fast-check.js' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/cdk.out', '<rootDir>/.afterprod'],
};

/** Tests that run the synthesized app: it is synthesized once, before the first of them. */
const onTheApp = {
  globalSetup: '<rootDir>/test/support/synthesize-once.ts',
  globalTeardown: '<rootDir>/test/support/remove-synthesized.ts',
};

module.exports = {
  maxWorkers: '100%', // half of the tests wait for processes: leaving a core free costs a third of the time
  testTimeout: 30_000, // real processes start, and CI machines are slow
  projects: [
    {
      ...shared,
      displayName: 'unit',
      globalSetup: '<rootDir>/test/support/before-unit-tests.ts',
      globalTeardown: '<rootDir>/test/support/after-unit-tests.ts',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/(e2e|browser|package)/'],
    },
    {
      ...shared,
      ...onTheApp,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
    },
    {
      ...shared,
      ...onTheApp,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
    },
    { ...shared, displayName: 'package', testMatch: ['<rootDir>/test/package/**/*.test.ts'] },
  ],
};

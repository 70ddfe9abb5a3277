// CDK's own template validator costs seconds a synthesis; `npm run synth` runs it on the whole app.
process.env.CDK_VALIDATION ??= 'false';

/** One jest for all tests: TypeScript through swc, the package's own sources through `source`. */
module.exports = {
  testEnvironment: 'node',
  testEnvironmentOptions: { exportConditions: ['source', 'node', 'require', 'default'] },
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/cdk.out', '<rootDir>/.afterprod'],
  setupFilesAfterEnv: ['aws-cdk-lib/testhelpers/jest-autoclean'],
};

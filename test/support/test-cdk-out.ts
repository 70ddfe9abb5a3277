/** Tells the tests where `synthesize-once` has put the app. */
export const CDK_OUT_VARIABLE = 'AFTERPROD_TEST_CDK_OUT';

/** The synthesized app that the tests of this run share. */
export function testCdkOut(): string {
  const folder = process.env[CDK_OUT_VARIABLE];
  if (!folder) throw new Error('Nothing was synthesized: run this in jest project e2e or browser');
  return folder;
}

import type { Subject } from './subject.ts';
import { createAfterprod } from './subjects/afterprod.ts';
import { createFeaturevisor } from './subjects/featurevisor.ts';
import { createBareRule, createFlagdCore } from './subjects/flagd-core.ts';
import { createGrowthbook } from './subjects/growthbook.ts';
import { createLaunchDarkly } from './subjects/launchdarkly.ts';
import { createOpenFeature } from './subjects/open-feature.ts';
import { createUnleash } from './subjects/unleash.ts';

/** By the name that the table shows. */
export const SUBJECTS: Readonly<Record<string, () => Subject | Promise<Subject>>> = {
  afterprod: createAfterprod,
  'flagd-core': createFlagdCore,
  "flagd-core's bare rule": createBareRule,
  'OpenFeature SDK': createOpenFeature,
  'unleash-client': createUnleash,
  growthbook: createGrowthbook,
  launchdarkly: createLaunchDarkly,
  featurevisor: createFeaturevisor,
};

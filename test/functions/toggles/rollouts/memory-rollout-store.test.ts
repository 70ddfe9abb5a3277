import { MemoryRolloutStore } from '../../../../functions/toggles/rollouts/memory-rollout-store.ts';
import { describeRolloutStore } from '../../../support/rollout-store-contract.ts';

describeRolloutStore('memory', () => new MemoryRolloutStore());

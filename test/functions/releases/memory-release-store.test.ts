import { MemoryReleaseStore } from '../../../functions/releases/memory-release-store.ts';
import { describeReleaseStore } from '../../support/release-store-contract.ts';

describeReleaseStore('memory', () => new MemoryReleaseStore());

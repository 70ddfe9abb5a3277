import { MemoryExposureStore } from '../../../../functions/toggles/exposures/memory-exposure-store.ts';
import { describeExposureStore } from '../../../support/exposure-store-contract.ts';

describeExposureStore('memory', (now) => new MemoryExposureStore(now));

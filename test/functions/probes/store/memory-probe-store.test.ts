import { MemoryProbeStore } from '../../../../functions/probes/store/memory-probe-store.ts';
import { describeProbeStore } from '../../../support/probe-store-contract.ts';

describeProbeStore('memory', (now) => new MemoryProbeStore(now));

import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import { describeToggleHistory } from '../../../support/toggle-history-contract.ts';
import { describeToggleStore } from '../../../support/toggle-store-contract.ts';

const createStore = () => new MemoryToggleStore(() => Date.parse('2026-11-23T09:00Z'));

describeToggleStore('memory', createStore);
describeToggleHistory('memory', createStore);

import { MemoryToggleStore } from '../../../functions/toggles/memory-toggle-store.ts';
import { describeToggleStore } from '../../support/toggle-store-contract.ts';

describeToggleStore('memory', () => new MemoryToggleStore(() => Date.parse('2026-11-23T09:00Z')));

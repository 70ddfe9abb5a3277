import { MemoryAlertStore } from '../../../../functions/alerts/store/memory-alert-store.ts';
import { describeAlertStore } from '../../../support/alert-store-contract.ts';

describeAlertStore('memory', () => new MemoryAlertStore());

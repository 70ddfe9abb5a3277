import type { Contact } from '../contact.ts';

/** Whether the reporter is to be a beta tester: they want it, and have shown that the mailbox is theirs. */
export function wantsBeta(contact: Contact | undefined): boolean {
  return contact?.beta?.wish === 'in' && contact.confirmedAt !== undefined;
}

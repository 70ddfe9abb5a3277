/** By how soon somebody must look: `page` wakes somebody, `ticket` needs work in office hours, `info` is good to know. */
export type Severity = 'page' | 'ticket' | 'info';

/** The most urgent first. */
export const SEVERITIES: readonly Severity[] = ['page', 'ticket', 'info'];

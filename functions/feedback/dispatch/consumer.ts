/** Who works on what the feedback table's stream tells, each from a queue of its own. Triage reads the stream itself. */
export type Consumer = 'beta' | 'cleanup' | 'mail' | 'shipping';

/** AWS's limit on what one invocation of a batch carries, in bytes. */
export const MAX_EVENT_BYTES = 6_291_456;

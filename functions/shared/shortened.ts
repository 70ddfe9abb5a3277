const MAX_LENGTH = 1_000;

/** Text that may quote what somebody sent, cut for an answer. */
export function shortened(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}…`;
}

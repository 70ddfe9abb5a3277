/**
 * A caller's ARN as the history shows it: `user/ann`, `assumed-role/Admin/ann`, `root`. The account is that of the
 * table, or the one that the table's owner let in: it tells nobody anything.
 */
export function callerName(arn: string): string {
  return /^arn:[^:]*:(?:sts|iam)::[^:]*:(.+)$/.exec(arn)?.[1] ?? arn;
}

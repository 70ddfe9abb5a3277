/** What the function that takes beats reads. */
export interface HeartbeatEnvironment {
  /** The probes' table. */
  readonly TABLE_NAME: string;
  /** ARN of the secret that keys of heartbeats are made with. */
  readonly KEY_SECRET_ARN: string;
}

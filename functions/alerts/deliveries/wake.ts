/** Something may be due for a route: a message of the deliveries' queue. Late or lost, it costs a minute and nothing else. */
export interface Wake {
  readonly alertId: string;
  readonly route: string;
}

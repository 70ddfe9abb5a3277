/** What a probe needs could not be had, so that nothing was sent: the prober's failure, which says nothing of the target. */
export class NotSent extends Error {
  /** @param sentence - for people, without any secret */
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'NotSent';
  }
}

/** Whose feedback makes whom a beta tester. One visitor may have said so with several pieces of feedback. */
export interface BetaClaims {
  /**
   * Makes the claim what the contact of the feedback says at this moment: there, where its reporter wants to be a tester,
   * and gone otherwise. What is erased meanwhile does not come back.
   */
  follow(id: string, targetingKey: string): Promise<void>;

  /** Whether any feedback makes this visitor a tester. */
  isClaimed(targetingKey: string): Promise<boolean>;
}

/** Mails to reporters who left their address and confirmed it. */
export interface MailSettings {
  /** The sender's address. SES must have verified it, or its domain, in the account and region of each stage. */
  readonly from: string;

  /**
   * Where answers go.
   * @default - to `from`
   */
  readonly replyTo?: string;

  /**
   * What the feedback is about, as users know it: the sender's name, and in every subject. At most 60 characters.
   * @default - the project's name
   */
  readonly product?: string;

  /**
   * Makes SES's identity of the sender, of its address or of its domain, in each stage; you still verify it: by the mail
   * that SES sends, or by the DKIM records that its console shows.
   * @default - it is there already
   */
  readonly createIdentity?: 'address' | 'domain';
}

/** What the shipping function reads from its environment; the construct writes it. */
export interface ShippingEnvironment {
  readonly TABLE_NAME: string;
  /** What is live, what it consists of, and what was taken back. */
  readonly RELEASES_TABLE_NAME: string;
  /** Whether what a change is behind is on. */
  readonly TOGGLES_TABLE_NAME: string;
}

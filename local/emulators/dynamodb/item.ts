/** An item or key as it travels: attribute names to `{ S: '…' }`, `{ N: '1' }` and so on. */
export type Item = Readonly<Record<string, AttributeValue>>;

type AttributeValue = Readonly<Record<string, unknown>>;

/** The segment that users join and leave by themselves: rules refer to it by `{ "$ref": "beta" }`. */
export const BETA_SEGMENT = 'beta';

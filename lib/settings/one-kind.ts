/** Each member with the keys of all others forbidden, so that two kinds in one are an error in the editor. */
export type OneKind<Union, Keys extends PropertyKey = KeysOf<Union>> = Union extends unknown
  ? Union & { readonly [Other in Exclude<Keys, keyof Union>]?: never }
  : never;

type KeysOf<Union> = Union extends unknown ? keyof Union : never;

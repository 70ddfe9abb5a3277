/** What a variant gives to a reader. */
export type ToggleValue = boolean | number | string | object;

/** One feature flag, in the flagd definition format. */
export interface Toggle {
  /** A `DISABLED` toggle serves its safe variant to everybody. */
  readonly state: 'ENABLED' | 'DISABLED';
  /** Values of one type. */
  readonly variants: Readonly<Record<string, ToggleValue>>;
  /** Served where no targeting rule names another one. */
  readonly defaultVariant: string;
  /** JSON Logic with flagd's operators; gives a variant's name, or null for the default. @default {} */
  readonly targeting?: object;
  /**
   * Facts for people, and two for us: `safeVariant` (what a kill serves) and `exposed: 'client'` (browsers may read it
   * with the publishable key). Flat, because flagd's schema takes nothing else.
   * @default {}
   */
  readonly metadata?: Readonly<Record<string, boolean | number | string>>;
}

/** What a kill and a disabled toggle serve: the named one, or `off`, or what is `false`, or else the default. */
export function safeVariantOf({ variants, defaultVariant, metadata = {} }: Toggle): string {
  if (typeof metadata.safeVariant === 'string') return metadata.safeVariant;
  if (Object.hasOwn(variants, 'off')) return 'off';
  return Object.keys(variants).find((name) => variants[name] === false) ?? defaultVariant;
}

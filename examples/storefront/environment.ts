/** What the page's function reads. What `afterprod/toggles` reads besides is set by `toggles.connect`. */
export interface StorefrontEnvironment {
  /** Which release this is: shown at the foot of the page, and sent along with feedback. */
  readonly AFTERPROD_RELEASE: string;
  /** Where the page posts feedback. */
  readonly FEEDBACK_URL: string;
  /** Where the page sends screenshots. */
  readonly FEEDBACK_UPLOAD_URL: string;
  /** The publishable key of the feedback API. */
  readonly FEEDBACK_KEY: string;
}

export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): StorefrontEnvironment {
  const value = (name: keyof StorefrontEnvironment): string => {
    const text = variables[name];
    if (!text) throw new Error(`${name} is not set: storefront-stack.ts must set it`);
    return text;
  };
  return {
    AFTERPROD_RELEASE: value('AFTERPROD_RELEASE'),
    FEEDBACK_URL: value('FEEDBACK_URL'),
    FEEDBACK_UPLOAD_URL: value('FEEDBACK_UPLOAD_URL'),
    FEEDBACK_KEY: value('FEEDBACK_KEY'),
  };
}

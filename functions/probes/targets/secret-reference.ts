/** Where a secret stands. It is read when it is used, and stands nowhere else. */
export type SecretReference =
  /** In Secrets Manager, by name or ARN; `field` picks one of a JSON object. */
  | { readonly secret: string; readonly field?: string }
  /** A parameter of Systems Manager, by name. */
  | { readonly parameter: string };

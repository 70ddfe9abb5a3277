import { BUCKETING, type ToggleDocument } from '../toggle-document.ts';

/** A document's percentages were made for another hash: evaluated with ours, each user would fall into another bucket. */
export class OtherBucketing extends Error {
  override readonly name = 'OtherBucketing';

  constructor(bucketing: unknown) {
    super(
      `the stored toggles spread users by '${String(bucketing)}', this version of Afterprod by '${BUCKETING}'; ` +
        "deploy the functions with the version that wrote them, or 'afterprod toggles undo --to <version>' writes earlier ones",
    );
  }
}

/** Throws `OtherBucketing`: a reader then keeps the version it has. */
export function refuseOtherBucketing({ metadata: { bucketing } }: ToggleDocument): void {
  if (bucketing !== BUCKETING) throw new OtherBucketing(bucketing);
}

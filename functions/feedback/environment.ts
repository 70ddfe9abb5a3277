/** What the functions of this noun read from their environment; the construct writes it. */
export interface ReporterEnvironment {
  readonly TABLE_NAME: string;
  /** Origins of pages that may call, separated by commas; `*` for all. */
  readonly ALLOWED_ORIGINS: string;
}

export interface VerdictEnvironment extends ReporterEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  /** A verdict counts for the current release where it is not known which one shipped the fix. */
  readonly RELEASES_TABLE_NAME: string;
}

export interface ChangesEnvironment extends ReporterEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  readonly RELEASES_TABLE_NAME: string;
}

export interface PostEnvironment extends ReporterEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  /** Feedback that names no release gets the current one from here. */
  readonly RELEASES_TABLE_NAME: string;
}

export interface AttachmentsEnvironment extends ReporterEnvironment {
  /** Where pictures lie that nobody has looked at. */
  readonly BUCKET_NAME: string;
  /** The address of that bucket. */
  readonly UPLOAD_URL: string;
}

export interface CleanupEnvironment {
  readonly TABLE_NAME: string;
}

export interface TriageEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  readonly TABLE_NAME: string;
  /** Which release is current, and which were before. */
  readonly RELEASES_TABLE_NAME: string;
  /** Which toggles and variants there are to count by. */
  readonly TOGGLES_TABLE_NAME: string;
  readonly INFO_TOPIC_ARN: string;
  readonly TICKET_TOPIC_ARN: string;
  /** So many reports of one bug within an hour make a ticket. */
  readonly DUPLICATES_FOR_TICKET: string;
  /** While there are more posts than this in a minute, each must bring the solution of a challenge. */
  readonly CHALLENGE_ABOVE: string;
  /** The queue of what cannot be triaged. */
  readonly DEAD_LETTERS_URL: string;
}

export interface AdminEnvironment {
  readonly TABLE_NAME: string;
  /** ARN of the key of subjects. */
  readonly KEY_SECRET_ARN: string;
  /** How often each variant of a toggle was served. */
  readonly EXPOSURES_TABLE_NAME: string;
}

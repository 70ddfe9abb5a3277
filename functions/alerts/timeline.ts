/** One thing that happened around an incident. */
export interface TimelineEvent {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly kind: 'alarm' | 'alert' | 'delivery' | 'release' | 'toggle' | 'remedy' | 'mute' | 'note';
  /** Says which one it is: the same event written twice is one. */
  readonly key: string;
  /** One line for people; foreign words are printable and short. */
  readonly text: string;
  /** Who wrote or did it. @default - nobody: it was measured */
  readonly who?: string;
}

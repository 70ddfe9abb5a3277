import type { Command } from 'commander';

/** What `list` and `export` are narrowed by, as it was written. */
export interface FilterOptions {
  readonly status?: string;
  readonly release?: string;
  readonly toggle?: string;
  readonly topic?: string;
  readonly words?: string;
}

export function withFilterOptions(command: Command): Command {
  return command
    .option('--status <status>', 'new, planned, in-progress, shipped or declined')
    .option('--release <id>', 'from pages with this release')
    .option('--toggle <key[=variant]>', 'from pages that had this toggle, or this variant of it')
    .option('--topic <id>', 'near-duplicates and what was merged with them')
    .option('--words <words>', 'that it holds, in any order and letter case');
}

/** As the admin API's query has them. */
export function filterQuery({ status, release, toggle, topic, words }: FilterOptions) {
  const [key, variant] = toggle?.split(/=(.*)/s) ?? [];
  return { status, release, toggle: key, variant, topic, words };
}

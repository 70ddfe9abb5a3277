const OLDEST = [20, 19] as const;

/** What to do when this Node cannot run the local cloud, or undefined when it can. */
export function nodeVersionProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `Node ${version} is too old: Afterprod needs ${OLDEST.join('.')} or later. Install Node 24 (with nvm: nvm install 24).`;
}

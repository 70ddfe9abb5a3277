import { nodeVersionProblem } from '../local/start/node-version.ts';

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // Not an import: an old Node may fail on what the rest is written in. Not import(): tsx/cjs leaves that to Node.
  const { runCommand } = require('./local-command.ts') as typeof import('./local-command.ts');
  void runCommand(process.argv);
}

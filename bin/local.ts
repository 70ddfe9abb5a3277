import { nodeVersionProblem } from '../local/start/node-version.ts';

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // The pinned SDK runs on every Node that we support; its notice about later versions is not the user's matter.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  // Not an import: an old Node may fail on what the rest is written in. Not import(): tsx/cjs leaves that to Node.
  const { runCommand } = require('./local-command.ts') as typeof import('./local-command.ts');
  void runCommand(process.argv);
}

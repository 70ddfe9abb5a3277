import * as path from 'node:path';
import { readStage, type Stage } from '../local/assembly.ts';
import { type LocalCloud, startLocalCloud } from '../local/local-cloud.ts';
import { synthesize } from '../local/start/synthesize.ts';

const ROOT = path.join(__dirname, '..');

/** The prod stage as it deploys, but for its throttle, which would refuse most of a load; in this process, on free ports. */
export async function startLocalStage(folder: string): Promise<LocalCloud> {
  const cdkOut = path.join(folder, 'cdk.out');
  await synthesize(ROOT, cdkOut).done;
  return startLocalCloud({
    ...withoutThrottle(readStage(cdkOut, 'prod')),
    port: 0,
    dataDir: path.join(folder, 'data'),
  });
}

function withoutThrottle(stage: Stage): Stage {
  const drop = (key: string, value: unknown) => (key === 'MethodSettings' ? undefined : value);
  const stacks = stage.stacks.map((stack) => ({
    ...stack,
    template: JSON.parse(JSON.stringify(stack.template, drop)),
  }));
  return { ...stage, stacks };
}

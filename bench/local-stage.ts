import * as path from 'node:path';
import { readStage, type Stage } from '../local/assembly.ts';
import { type LocalCloud, startLocalCloud } from '../local/local-cloud.ts';
import { synthesize } from '../local/start/synthesize.ts';

const ROOT = path.join(__dirname, '..');
const WAF_ASSOCIATION = 'AWS::WAFv2::WebACLAssociation';

/** The prod stage as it deploys, but for what would refuse most of a load from one address; in this process, on free ports. */
export async function startLocalStage(folder: string): Promise<LocalCloud> {
  const cdkOut = path.join(folder, 'cdk.out');
  await synthesize(ROOT, cdkOut).done;
  return startLocalCloud({
    ...withoutLimits(readStage(cdkOut, 'prod')),
    port: 0,
    dataDir: path.join(folder, 'data'),
  });
}

/** Without throttle and WAF; and however many posts come in a minute, none must be worked for. */
function withoutLimits(stage: Stage): Stage {
  const stacks = stage.stacks.map((stack) => ({
    ...stack,
    template: JSON.parse(JSON.stringify(stack.template, unlimited)),
  }));
  return { ...stage, stacks };
}

function unlimited(key: string, value: unknown): unknown {
  if (key === 'MethodSettings' || Object(value).Type === WAF_ASSOCIATION) return undefined;
  return key === 'CHALLENGE_ABOVE' ? '1000000' : value;
}

import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { checkSettings } from '../../lib/check-settings.ts';
import { nameOf } from '../../lib/identity.ts';
import { SettingsError } from '../../lib/settings/settings-error.ts';
import type { Settings } from '../../lib/settings.ts';

/** Settings in which everything is well; give what differs. */
export function someSettings(differences: Partial<Settings> = {}): Settings {
  return {
    project: 'shop',
    source: {
      connectionArn: 'arn:aws:codeconnections:eu-central-1:111111111111:connection/3a1b',
      repository: 'acme/shop',
    },
    stages: [
      { name: 'beta', account: '111111111111', region: 'eu-central-1', order: 1 },
      { name: 'prod', account: '222222222222', region: 'eu-central-1', order: 2, approval: true },
    ],
    service: {
      name: 'shop',
      create: (stage, { identity, serviceName, release }) => {
        const stackName = nameOf(identity, serviceName);
        const stack = new Stack(stage, 'shop', { stackName });
        new Topic(stack, 'Orders');
        new CfnOutput(stack, 'Release', { value: release.id });
        return { url: 'https://shop.example.com/' };
      },
    },
    probes: [{ name: 'health', path: '/health' }],
    feedback: { allowedOrigins: ['https://shop.example.com'] },
    ...differences,
  };
}

/** Every flaw that the check finds, as `path: rule Fix: fix`. */
export function flawsOf(settings: unknown): string[] {
  try {
    checkSettings(settings);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.flaws.map(({ path, rule, fix }) => `${path}: ${rule} Fix: ${fix}`);
  }
}

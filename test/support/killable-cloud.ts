import { ssm } from '../../local/emulators/ssm.ts';
import { startTestCloud } from './cloud.ts';

/** Run as a process of its own: writes parameters without end, and says each one that was kept, until it is killed. */
async function writeUntilKilled(dataDir: string): Promise<never> {
  const { cloud } = await startTestCloud({ Resources: {} }, { dataDir, emulators: [ssm] });
  for (let n = 0; ; n += 1) {
    const Value = String(n).repeat(1000);
    const input = { Name: `p${n % 50}`, Type: 'String', Value, Overwrite: true };
    await cloud.call('ssm', 'PutParameter', input, { kind: 'root' });
    process.stdout.write('.');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

void writeUntilKilled(process.argv[2] ?? '');

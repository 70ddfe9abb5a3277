import { createRequire } from 'node:module';
import { duel } from './duel.ts';
import type { Subject } from './subject.ts';

/**
 * A process of its own for each opponent: prints the comparisons. Given are the subjects, bundled, and the opponent's
 * name. Each side has its own copy of them: code that both use is not slowed down by what the other one does with it.
 */
const [bundle = '', opponent = ''] = process.argv.slice(2);
const require = createRequire(bundle);

main()
  .then((comparisons) => process.stdout.write(JSON.stringify(comparisons), () => process.exit(0)))
  .catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });

async function main() {
  return duel(await subject('afterprod'), await subject(opponent));
}

async function subject(name: string): Promise<Subject> {
  delete require.cache[bundle];
  const { SUBJECTS } = require(bundle) as typeof import('./subjects.ts');
  const create = SUBJECTS[name];
  if (!create) throw new Error(`'${name}' is none of: ${Object.keys(SUBJECTS).join(', ')}`);
  return create();
}

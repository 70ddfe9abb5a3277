import { duel } from './duel.ts';
import type { Subject } from './subject.ts';
import { SUBJECTS } from './subjects.ts';

/** A process of its own for each opponent: prints the comparisons with the one that it is given the name of. */
const [opponent = ''] = process.argv.slice(2);

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
  const create = SUBJECTS[name];
  if (!create) throw new Error(`'${name}' is none of: ${Object.keys(SUBJECTS).join(', ')}`);
  return create();
}

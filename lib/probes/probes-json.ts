import {
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  Reference,
  StringConcat,
  Token,
  Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ProbesConfig } from '../../functions/probes/targets/probes-config.ts';

/** The configuration in two parts; `functions/probes/targets/read-probes-json.ts` puts them together again. */
export interface ProbesJson {
  /** For a file that is written at synth: `@@0@@` within a text stands for the first of `values`. */
  readonly text: string;
  /** What is known at deployment only, e.g. an API's id, each once. */
  readonly values: readonly string[];
}

/** A function takes 4 kB of variables, and values are ids, hosts and ARNs. */
const MOST_VALUES = 25;

/** What could be taken for a part of a placeholder becomes a value, too. */
const LIKE_A_PLACEHOLDER = /(@@)/;

/** Takes out of the configuration what no file in an asset can say: nothing is deployed when it is written. */
export function probesJson(config: ProbesConfig, scope: IConstruct): ProbesJson {
  const values = new DeployedValues(scope);
  const text = JSON.stringify(config, (_key, value: unknown) => {
    if (typeof value === 'string') return values.takenOutOf(value);
    if (Token.isUnresolved(value)) throw new Error(ONLY_TEXTS);
    return value;
  });
  if (Token.isUnresolved(text)) throw new Error(ONLY_TEXTS); // in a key
  if (values.all.length > MOST_VALUES) {
    throw new Error(
      `Probes: their settings name ${values.all.length} things whose names are known at deployment only, ` +
        `and ${MOST_VALUES} fit; give some of them a fixed name`,
    );
  }
  return { text, values: values.all };
}

const ONLY_TEXTS =
  'Probes: of what is known at deployment only, texts may be used, no numbers, lists or keys';

/** Numbers values in the order in which they are met: two syntheses write the same file. */
class DeployedValues {
  readonly #scope: IConstruct;
  readonly #indexOf = new Map<string, number>();
  readonly #values: string[] = [];

  constructor(scope: IConstruct) {
    this.#scope = scope;
  }

  get all(): readonly string[] {
    return this.#values;
  }

  takenOutOf(text: string): string {
    return text
      .split(LIKE_A_PLACEHOLDER)
      .map((part) =>
        LIKE_A_PLACEHOLDER.test(part) ? this.#place(part, part) : this.#withoutTokens(part),
      )
      .join('');
  }

  #withoutTokens(text: string): string {
    const mapToken = (token: IResolvable) => this.#place(this.#meaningOf(token), token.toString());
    return Tokenization.reverseString(text).mapTokens({ mapToken }).join(new StringConcat()) ?? '';
  }

  #place(meaning: string, value: string): string {
    const index = this.#indexOf.get(meaning) ?? this.#values.push(value) - 1;
    this.#indexOf.set(meaning, index);
    return `@@${index}@@`;
  }

  /** Each use of an attribute makes a token of its own, which means the same. */
  #meaningOf(token: IResolvable): string {
    const resolver = new ReferencesByPath(new StringConcat());
    return JSON.stringify(
      Tokenization.resolve(token, { scope: this.#scope, resolver, preparing: false }),
    );
  }
}

/** Logical ids are not unique across stacks; paths are. */
class ReferencesByPath extends DefaultTokenResolver {
  override resolveToken(
    token: IResolvable,
    context: IResolveContext,
    postProcessor: IPostProcessor,
  ): unknown {
    if (Reference.isReference(token)) return `${token.target.node.path}.${token.displayName}`;
    return super.resolveToken(token, context, postProcessor);
  }
}

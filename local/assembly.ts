import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { z } from 'zod/mini';
import { SetupError } from './setup-error.ts';
import type { Stack, Template } from './template/template.ts';

/** One stage as `cdk synth` wrote it. */
export interface Stage {
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  /** Those that others depend on come first. */
  readonly stacks: readonly Stack[];
  /** Stacks of other regions, which are not read. */
  readonly leftOut?: readonly StackElsewhere[];
}

export interface StackElsewhere {
  readonly name: string;
  readonly region: string;
}

/** Majors of the cloud assembly's format that the local cloud has been tried with, both inclusive. */
const OLDEST_SCHEMA = 36;
const NEWEST_SCHEMA = 55;

/** Stands in for a stack that is not bound to an account or region. */
const ANY_ACCOUNT = '123456789012';
const ANY_REGION = 'us-east-1';

const MANIFEST = z.object({
  version: z.string(),
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.optional(z.string()),
      dependencies: z.optional(z.array(z.string())),
      properties: z.optional(z.record(z.string(), z.unknown())),
    }),
  ),
});

type Manifest = z.infer<typeof MANIFEST>;
type Artifact = Manifest['artifacts'][string];

/** Reads the stacks of one stage from the folder that `cdk synth` wrote (`cdk.out`). */
export function readStage(cdkOut: string, stageName: string): Stage {
  const app = readManifest(cdkOut);
  const folders = new Map(
    Object.values(app.artifacts)
      .filter(({ type }) => type === 'cdk:cloud-assembly')
      .map(({ properties }) => String(properties?.['directoryName']))
      .map((folder) => [folder.replace(/^assembly-/, ''), folder]),
  );
  const folder = folders.get(stageName);
  if (folder === undefined) {
    const known = [...folders.keys()].join(', ') || 'none';
    throw new SetupError(
      `${cdkOut} has no stage ${stageName}; it has: ${known}. Choose one with --stage, or add it to afterprod.config.ts.`,
    );
  }
  return toStage(stageName, path.join(cdkOut, folder));
}

function toStage(name: string, folder: string): Stage {
  const { artifacts } = readManifest(folder);
  const stacks = Object.entries(artifacts).filter(
    ([, { type }]) => type === 'aws:cloudformation:stack',
  );
  const home = homeOf(name, stacks);
  const here = stacks.filter(([, { environment }]) => environment === home);
  const elsewhere = stacks.filter(([, { environment }]) => environment !== home);
  const { accountId, region } = placeOf(home);
  return {
    name,
    region: /^[a-z]+-[a-z-]+-\d$/.test(region) ? region : ANY_REGION,
    accountId: /^\d{12}$/.test(accountId) ? accountId : ANY_ACCOUNT,
    stacks: inOrder(here).map((artifact) => readStack(folder, artifact)),
    leftOut: elsewhere.map(([, artifact]) => ({
      name: String(artifact.properties?.['stackName']),
      region: placeOf(artifact.environment).region,
    })),
  };
}

/** Where the most stacks are. The others may be in other regions of its account only: they are left out. */
function homeOf(stage: string, stacks: readonly (readonly [string, Artifact])[]) {
  const environments = stacks.map(([, { environment }]) => environment);
  const countOf = (one: string | undefined) => environments.filter((each) => each === one).length;
  const [home, ...others] = [...new Set(environments)].sort((a, b) => countOf(b) - countOf(a));
  if (others.every((other) => placeOf(other).accountId === placeOf(home).accountId)) return home;
  throw new SetupError(
    `Stage ${stage} spans several accounts (${[home, ...others].join(', ')}); the local cloud runs one.`,
  );
}

/** Of `aws://111122223333/eu-west-1`. */
function placeOf(environment = ''): { readonly accountId: string; readonly region: string } {
  const [, accountId = '', region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  return { accountId, region };
}

/** Each stack after those that it depends on; CDK has refused cycles before. */
function inOrder(stacks: readonly (readonly [string, Artifact])[]): readonly Artifact[] {
  const byId = new Map(stacks);
  const ordered = new Set<Artifact>();
  const place = (id: string, above: readonly string[]) => {
    const artifact = byId.get(id);
    if (!artifact || above.includes(id)) return;
    for (const needed of artifact.dependencies ?? []) place(needed, [...above, id]);
    ordered.add(artifact);
  };
  for (const [id] of stacks) place(id, []);
  return [...ordered];
}

function readStack(folder: string, { properties = {} }: Artifact): Stack {
  const file = path.join(folder, String(properties['templateFile']));
  const template = readJson(file) as Template; // written by CDK; the provisioner checks what it uses of it
  const name = String(properties['stackName'] ?? path.basename(file, '.template.json'));
  return { name, template, assetRoot: folder };
}

function readManifest(folder: string): Manifest {
  const file = path.join(folder, 'manifest.json');
  if (!existsSync(file)) {
    throw new SetupError(
      `${file} does not exist. Run \`npx cdk synth\` first; \`npm start\` does.`,
    );
  }
  const parsed = MANIFEST.safeParse(readJson(file));
  if (!parsed.success) {
    throw new SetupError(
      `${file} is not the manifest of a cloud assembly. ${REMEDY} (${z.prettifyError(parsed.error)})`,
    );
  }
  checkVersion(file, parsed.data.version);
  return parsed.data;
}

function checkVersion(file: string, version: string): void {
  const major = Number(version.split('.')[0]);
  if (major >= OLDEST_SCHEMA && major <= NEWEST_SCHEMA) return;
  throw new SetupError(
    `${file} has format ${version}; the local cloud reads ${OLDEST_SCHEMA} to ${NEWEST_SCHEMA}. ` +
      'Another CDK version wrote it: run `npm ci` for the pinned one, then synthesize again.',
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SetupError(`${file} is not readable: ${reason}. ${REMEDY}`, { cause });
  }
}

const REMEDY = 'Delete the folder and run `npx cdk synth` again.';

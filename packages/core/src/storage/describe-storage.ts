// core: where the code of a deployment's runs comes from, as its steps and variables say.

/** `other`: by steps that we don't know. `none`: nothing says where. */
export type StorageKind = 'git' | 's3' | 'gcs' | 'azure' | 'image' | 'local' | 'other' | 'none';

export interface StorageDescription {
  readonly kind: StorageKind;
  /** The repository or bucket, without credentials. */
  readonly repository: string | null;
  /** The branch or tag whose latest commit a run gets. Null: the repository's own, or a commit. */
  readonly reference: string | null;
  /** The commit that every run gets. */
  readonly commit: string | null;
  /** The folder in the repository, the bucket, the image or on the machine. */
  readonly path: string | null;
  readonly image: string | null;
  /** `sha256:…`, where the image is pinned. */
  readonly digest: string | null;
}

type Values = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textIn = (values: Values, ...names: readonly string[]): string | null =>
  names.map((name) => values[name]).find((value): value is string => typeof value === 'string' && value !== '') ?? null;

/** By the last part of their names, which every version of Prefect and we have in common. */
const KINDS: Readonly<Record<string, StorageKind>> = {
  git_clone: 'git',
  git_clone_project: 'git',
  pull_from_s3: 's3',
  pull_project_from_s3: 's3',
  pull_from_gcs: 'gcs',
  pull_project_from_gcs: 'gcs',
  pull_from_azure_blob_storage: 'azure',
  pull_project_from_azure_blob_storage: 'azure',
};

/** Steps that bring no code, but prepare it. */
const PREPARING = new Set(['set_working_directory', 'run_shell_script', 'pip_install_requirements', 'npm_ci']);

const SCHEMES = { s3: 's3', gcs: 'gs', azure: 'azure' } as const;

interface Step {
  readonly name: string;
  readonly inputs: Values;
}

const stepsOf = (pull_steps: readonly Values[]): readonly Step[] =>
  pull_steps.flatMap((step) =>
    Object.entries(step).map(([name, inputs]) => ({
      name: name.slice(name.lastIndexOf('.') + 1),
      inputs: isRecord(inputs) ? inputs : {},
    })),
  );

/** An address may have a user and a password in it. */
const withoutCredentials = (repository: string | null): string | null =>
  repository?.replace(/^(\w+:\/\/)[^/@]*@/, '$1') ?? null;

const NOTHING = { repository: null, reference: null, commit: null, path: null } as const;

function ofStep(kind: StorageKind, { inputs }: Step): Omit<StorageDescription, 'image' | 'digest' | 'kind'> {
  if (kind === 'git') {
    const commit = textIn(inputs, 'commit_sha');
    const directories = Array.isArray(inputs.directories) ? inputs.directories.join(', ') : '';
    return {
      repository: withoutCredentials(textIn(inputs, 'repository')),
      reference: commit === null ? textIn(inputs, 'tag', 'branch') : null,
      commit,
      path: directories === '' ? null : directories,
    };
  }
  if (kind !== 's3' && kind !== 'gcs' && kind !== 'azure') return NOTHING;
  const bucket = textIn(inputs, 'bucket', 'container');
  const repository = bucket === null ? null : `${SCHEMES[kind]}://${bucket}`;
  return { ...NOTHING, repository, path: textIn(inputs, 'folder') };
}

/** Where steps go after the code is there: a folder in it, or on the machine. */
function workingFolder(steps: readonly Step[], from: number): string | null {
  const folders = steps.slice(from).filter(({ name }) => name === 'set_working_directory');
  const last = folders.at(-1);
  return last === undefined ? null : textIn(last.inputs, 'directory');
}

/**
 * What `pull_steps` and `job_variables` of a deployment say about where its code is.
 * @example describeStorage([{ 'prefect.deployments.steps.git_clone': { repository, branch: 'main' } }], {}).kind // 'git'
 */
export function describeStorage(
  pull_steps: readonly Values[] | null,
  job_variables: Values | null | undefined,
): StorageDescription {
  const steps = stepsOf(pull_steps ?? []);
  const image = textIn(job_variables ?? {}, 'image');
  const digest = image === null ? null : (/@(sha256:[0-9a-f]{64})$/.exec(image)?.[1] ?? null);
  const place = steps.findLastIndex(({ name }) => !PREPARING.has(name));
  const step = steps[place];
  if (step !== undefined) {
    const kind = KINDS[step.name] ?? 'other';
    const described = ofStep(kind, step);
    // A folder that names the code by its step's outputs is told without them.
    const folder = workingFolder(steps, place + 1)?.replace(/^\{\{[^}]*\}\}\/*/, '') || null;
    return { kind, ...described, path: folder ?? described.path, image, digest };
  }
  const path = workingFolder(steps, 0);
  const kind = image !== null ? 'image' : path !== null ? 'local' : 'none';
  return { kind, ...NOTHING, path, image, digest };
}

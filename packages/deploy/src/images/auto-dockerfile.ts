// deploy: the Dockerfile that `dockerfile: auto` stands for.

/** What decides about it; `files` are those at the top of the project. */
export interface ImageProject {
  /** The name of the project's folder: images of Prefect have the code in /opt/prefect/NAME, and so have ours. */
  readonly name: string;
  readonly files: readonly string[];
  /** The text of package.json, requirements.txt and pyproject.toml, where they are. */
  readonly package_json: string | null;
  readonly requirements: string | null;
  readonly base_image: string | null;
}

/** Not root: the user that official node images have too. By number, so that any base image will do. */
const USER = '1000:1000';

const NODE_IMAGE = 'node:24-slim';
const PYTHON_IMAGE = 'python:3.12-slim';

export type ProjectLanguage = 'typescript' | 'python';

export function languageOf({ files }: ImageProject): ProjectLanguage | null {
  if (files.includes('package.json')) return 'typescript';
  const python = ['requirements.txt', 'pyproject.toml', 'setup.py'];
  return python.some((name) => files.includes(name)) || files.some((name) => name.endsWith('.py')) ? 'python' : null;
}

const hasWorkspaces = (package_json: string | null): boolean => {
  if (package_json === null) return false;
  const parsed: unknown = JSON.parse(package_json);
  return typeof parsed === 'object' && parsed !== null && 'workspaces' in parsed;
};

interface Install {
  /** What it reads; it is copied first, so that a change of code alone installs nothing anew. */
  readonly files: readonly string[];
  readonly command: string;
  readonly env?: string;
}

function nodeInstall(files: readonly string[]): Install {
  const has = (name: string): boolean => files.includes(name);
  const settings = ['.npmrc', '.yarnrc.yml', 'pnpm-workspace.yaml'].filter(has);
  if (has('pnpm-lock.yaml'))
    return {
      files: ['package.json', 'pnpm-lock.yaml', ...settings],
      command: 'npx --yes pnpm install --prod --frozen-lockfile',
    };
  if (has('yarn.lock'))
    return {
      files: ['package.json', 'yarn.lock', ...settings],
      command: 'yarn install --production --frozen-lockfile',
    };
  if (has('package-lock.json'))
    return {
      files: ['package.json', 'package-lock.json', ...settings],
      command: 'npm ci --omit=dev --no-audit --no-fund && npm cache clean --force',
    };
  return {
    files: ['package.json', ...settings],
    command: 'npm install --omit=dev --no-audit --no-fund && npm cache clean --force',
  };
}

const PIP = 'pip install --no-cache-dir --disable-pip-version-check';

const namesPrefect = (requirements: string | null): boolean => /^\s*prefect(?![\w.-])/m.test(requirements ?? '');

function pythonInstall({ files, requirements }: ImageProject): Install | null {
  const has = (name: string): boolean => files.includes(name);
  if (has('uv.lock'))
    return {
      files: ['pyproject.toml', 'uv.lock'],
      command: `${PIP} uv && uv sync --frozen --no-dev --no-install-project --no-cache`,
      env: 'PATH=.venv/bin:$PATH',
    };
  if (has('poetry.lock'))
    return {
      files: ['pyproject.toml', 'poetry.lock'],
      command: `${PIP} poetry && POETRY_VIRTUALENVS_CREATE=false poetry install --only main --no-root --no-interaction --no-cache`,
    };
  if (has('requirements.txt')) {
    const prefect = namesPrefect(requirements) ? '' : ' "prefect>=3,<4"';
    return { files: ['requirements.txt'], command: `${PIP} -r requirements.txt${prefect}` };
  }
  return null;
}

const copy = (words: readonly string[]): string => `COPY --chown=${USER} ${words.join(' ')}`;

function linesFor(install: Install | null, copiesFirst: boolean, last: string | null): readonly string[] {
  if (install === null) return [copy(['.', './']), ...(last === null ? [] : [`RUN ${last}`])];
  const all = copy(['.', './']);
  const first = copiesFirst ? all : copy([...install.files, './']);
  return [first, `RUN ${install.command}`, ...(copiesFirst ? [] : [all])];
}

/**
 * Few layers, the seldom changed first; packages as the lock file has them, without those for development; the code
 * belongs to a user that is not root. Null for a project that is neither TypeScript nor Python.
 */
export function autoDockerfile(project: ImageProject): string | null {
  const language = languageOf(project);
  if (language === null) return null;
  const directory = `/opt/prefect/${project.name}`;
  const isNode = language === 'typescript';
  const install = isNode ? nodeInstall(project.files) : pythonInstall(project);
  const withoutLock = project.files.includes('pyproject.toml') ? `${PIP} . "prefect>=3,<4"` : `${PIP} "prefect>=3,<4"`;
  const env = isNode ? 'NODE_ENV=production' : 'PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1';
  const path = install?.env?.replace('.venv', `${directory}/.venv`);
  return [
    `FROM ${project.base_image ?? (isNode ? NODE_IMAGE : PYTHON_IMAGE)}`,
    `ENV ${env}${path === undefined ? '' : ` ${path}`} HOME=/tmp`,
    `WORKDIR ${directory}`,
    ...linesFor(install, isNode && hasWorkspaces(project.package_json), isNode ? null : withoutLock),
    `USER ${USER}`,
    '',
  ].join('\n');
}

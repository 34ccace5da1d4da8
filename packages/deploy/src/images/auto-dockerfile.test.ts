// deploy: the Dockerfile of each kind of project.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { autoDockerfile } from './auto-dockerfile.ts';

const written = (
  files: readonly string[],
  more: { package_json?: string; requirements?: string; base_image?: string } = {},
) => autoDockerfile({ name: 'shop', files, package_json: null, requirements: null, base_image: null, ...more });

test('a TypeScript project with a lock file', () => {
  assert.equal(
    written(['package.json', 'package-lock.json', '.npmrc', 'flows']),
    `FROM node:24-slim
ENV NODE_ENV=production HOME=/tmp
WORKDIR /opt/prefect/shop
COPY --chown=1000:1000 package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
COPY --chown=1000:1000 . ./
USER 1000:1000
`,
  );
});

test('packages of workspaces are there before they are installed', () => {
  const text = written(['package.json', 'package-lock.json'], { package_json: '{"workspaces": ["a"]}' }) ?? '';
  assert.ok(text.indexOf('COPY --chown=1000:1000 . ./') < text.indexOf('RUN npm ci'));
  assert.equal(text.match(/^COPY/gm)?.length, 1);
});

const installs: [string, readonly string[], RegExp][] = [
  ['pnpm', ['package.json', 'pnpm-lock.yaml'], /^RUN npx --yes pnpm install --prod --frozen-lockfile$/m],
  ['yarn', ['package.json', 'yarn.lock'], /^RUN yarn install --production --frozen-lockfile$/m],
  ['no lock file', ['package.json'], /^RUN npm install --omit=dev/m],
  [
    'uv',
    ['pyproject.toml', 'uv.lock'],
    /PATH=\/opt\/prefect\/shop\/\.venv\/bin:\$PATH HOME(.|\n)*uv sync --frozen --no-dev/,
  ],
  ['poetry', ['pyproject.toml', 'poetry.lock'], /poetry install --only main/],
  [
    'a Python project without a lock file',
    ['pyproject.toml'],
    /^COPY .*\. \.\/\nRUN pip install .* \. "prefect>=3,<4"$/m,
  ],
  ['Python files alone', ['flow.py'], /^RUN pip install .* "prefect>=3,<4"$/m],
];
for (const [what, files, expected] of installs)
  test(`what is installed with ${what}`, () => assert.match(written(files) ?? '', expected));

test('a Python project that names Prefect gets the one that it names', () => {
  assert.match(written(['requirements.txt'], { requirements: 'prefect==3.8.8\n' }) ?? '', /-r requirements.txt$/m);
  assert.match(
    written(['requirements.txt'], { requirements: 'prefect-aws\n' }) ?? '',
    /requirements.txt "prefect>=3,<4"$/m,
  );
});

test('another image to build on, and a project of neither kind', () => {
  assert.match(written(['flow.py'], { base_image: 'r.example/base:1' }) ?? '', /^FROM r.example\/base:1\n/);
  assert.equal(written(['main.go']), null);
});

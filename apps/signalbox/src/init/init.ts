// signalbox: `signalbox init`
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Writer } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { ownVersion } from '../version/own-version.ts';
import { projectFiles } from './project-files.ts';

// npm allows no others in the name of a package.
const packageName = (folder: string): string =>
  basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'flows';

/** A file that is there stays as it is. A folder with a manifest is a project already. */
export async function initProject({ show }: Writer, folder: string): Promise<void> {
  const root = resolve(folder);
  if (existsSync(join(root, 'prefect.yaml')))
    throw new CommandError(
      `${join(root, 'prefect.yaml')} exists: this is a project already. Deploy it with \`signalbox deploy\`.`,
    );
  const files = Object.entries(projectFiles(packageName(root), ownVersion()));
  const missing = files.filter(([path]) => !existsSync(join(root, path)));
  for (const [path, content] of missing) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const written = missing.map(([path]) => path);
  show({ folder: root, written }, () =>
    [
      `Made a project in ${root}:`,
      ...files.map(([path]) => `  ${path}${written.includes(path) ? '' : ' (was there, is unchanged)'}`),
      '',
      'Next:',
      ...(folder === '.' ? [] : [`  cd ${folder}`]),
      '  npm install',
      '  npx signalbox dev',
    ].join('\n'),
  );
}

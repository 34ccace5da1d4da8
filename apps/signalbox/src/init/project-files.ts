// signalbox: the files of a new project.

const FLOW = `import { flow, task } from 'signalbox';
import { z } from 'zod';

const greet = task({ name: 'greet', retries: 2 }, async (name: string) => \`Hello, \${name}!\`);

export const hello = flow(
  { name: 'hello', parameters: z.object({ name: z.string().default('world') }) },
  async ({ name }) => {
    const greeting = await greet(name);
    console.log(greeting);
    return greeting;
  },
);
`;

const MANIFEST = `name: NAME

deployments:
  - name: default
    entrypoint: flows/hello.ts:hello
    parameters:
      name: world
    # schedules:
    #   - cron: "0 8 * * *"
    #     timezone: Europe/Berlin
    work_pool:
      name: default
`;

const packageJson = (name: string, version: string): string =>
  `${JSON.stringify(
    {
      name,
      private: true,
      type: 'module',
      engines: { node: '>=24' },
      scripts: { dev: 'signalbox dev', deploy: 'signalbox deploy' },
      dependencies: { signalbox: `^${version}`, zod: '^4.0.0' },
    },
    null,
    2,
  )}\n`;

/** The content of each file by its path below the project's folder. */
export const projectFiles = (name: string, version: string): Readonly<Record<string, string>> => ({
  'flows/hello.ts': FLOW,
  'prefect.yaml': MANIFEST.replace('NAME', name),
  'package.json': packageJson(name, version),
  '.gitignore': 'node_modules/\n.signalbox/\n',
});

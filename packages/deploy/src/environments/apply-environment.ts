// deploy: a manifest as one of its environments has it.
import { nameAndTag } from '../images/image-name.ts';
import { stepNamed } from '../steps/step-catalogue.ts';
import {
  entryOf,
  itemsOf,
  type Located,
  type LocatedMap,
  located,
  plain,
  scalarOf,
  textOf,
  withEntries,
} from './located.ts';
import { merged, mergedManifest } from './merge-located.ts';

/** What an environment says of all deployments; the rest of it lies over the manifest. */
const OF_ALL_DEPLOYMENTS = ['apiUrl', 'prefix', 'suffix', 'tags', 'parameters', 'work_pool', 'imageTag', 'schedules'];

const BUILD_IMAGE = 'prefect_docker.deployments.steps.build_docker_image';

const changedText = (node: Located | undefined, change: (text: string) => string): Located | undefined => {
  const text = textOf(node);
  return node === undefined || text === null ? node : located(change(text), node.origin);
};

/** The tags of both, each once. */
function joined(lower: Located | undefined, upper: Located | undefined): Located | undefined {
  if (upper?.kind !== 'list') return lower;
  const known = new Set(itemsOf(lower).map((item) => scalarOf(item)));
  const added = upper.items.filter((item) => !known.has(scalarOf(item)));
  return { kind: 'list', origin: lower?.origin ?? upper.origin, items: [...itemsOf(lower), ...added] };
}

const isOn = (node: Located): boolean => scalarOf(node) === true || scalarOf(node) === 'on';

function switched(schedule: Located, on: Located): Located {
  if (schedule.kind !== 'map' || schedule.entries.size === 0) return schedule;
  return withEntries(schedule, { active: located(isOn(on), on.origin) });
}

function withSchedules(deployment: LocatedMap, on: Located | undefined): LocatedMap {
  if (on === undefined) return deployment;
  const schedule = entryOf(deployment, 'schedule');
  const schedules = entryOf(deployment, 'schedules');
  return withEntries(deployment, {
    schedule: schedule && switched(schedule, on),
    schedules:
      schedules?.kind === 'list' ? { ...schedules, items: schedules.items.map((one) => switched(one, on)) } : schedules,
  });
}

/** What earlier steps give has its tag already. */
const withTag = (image: string, tag: string): string =>
  /^\{\{[^}]*\}\}$/.test(image) ? image : `${nameAndTag(image).name}:${tag}`;

/** The image of the runs, and the images that are built, with the tag. */
function withImageTag(room: LocatedMap, tag: Located | undefined): LocatedMap {
  const name = textOf(tag);
  if (tag === undefined || name === null) return room;
  const pool = entryOf(room, 'work_pool');
  const variables = entryOf(pool, 'job_variables');
  const tagged =
    pool?.kind === 'map' && variables?.kind === 'map' && variables.entries.has('image')
      ? withEntries(pool, {
          job_variables: withEntries(variables, {
            image: changedText(entryOf(variables, 'image'), (image) => withTag(image, name)),
          }),
        })
      : pool;
  const build = entryOf(room, 'build');
  return withEntries(room, {
    work_pool: tagged,
    build: build?.kind === 'list' ? { ...build, items: build.items.map((step) => withBuiltTag(step, tag)) } : build,
  });
}

function withBuiltTag(step: Located, tag: Located): Located {
  if (step.kind !== 'map') return step;
  const entries = [...step.entries].map(([name, inputs]) => {
    const isBuild = stepNamed(name)?.name === BUILD_IMAGE && inputs.kind === 'map';
    return [name, isBuild ? withEntries(inputs, { tag }) : inputs] as const;
  });
  return { ...step, entries: new Map(entries) };
}

function deploymentIn(environment: Located, deployment: Located): Located {
  if (deployment.kind !== 'map') return deployment;
  const prefix = textOf(entryOf(environment, 'prefix')) ?? '';
  const suffix = textOf(entryOf(environment, 'suffix')) ?? '';
  const own = withEntries(deployment, {
    name: changedText(entryOf(deployment, 'name'), (name) => `${prefix}${name}${suffix}`),
    tags: joined(entryOf(deployment, 'tags'), entryOf(environment, 'tags')),
    parameters: merged(entryOf(deployment, 'parameters'), entryOf(environment, 'parameters')),
    work_pool: merged(entryOf(deployment, 'work_pool'), entryOf(environment, 'work_pool')),
  });
  return withImageTag(withSchedules(own, entryOf(environment, 'schedules')), entryOf(environment, 'imageTag'));
}

/** The manifest without its environments, under what the environment says. */
export function applyEnvironment(manifest: LocatedMap, environment: Located | undefined): LocatedMap {
  const base = withEntries(manifest, { environments: undefined, branches: undefined });
  if (environment?.kind !== 'map') return base;
  const none = Object.fromEntries(OF_ALL_DEPLOYMENTS.map((key) => [key, undefined]));
  const whole = mergedManifest(base, withEntries(environment, none));
  const deployments = entryOf(whole, 'deployments');
  const all = withImageTag(whole, entryOf(environment, 'imageTag'));
  if (deployments?.kind !== 'list') return all;
  return withEntries(all, {
    deployments: { ...deployments, items: deployments.items.map((one) => deploymentIn(environment, one)) },
  });
}

/** The environments of a manifest by name. */
export const environmentNames = (manifest: Located): readonly string[] => {
  const environments = entryOf(manifest, 'environments');
  return environments?.kind === 'map' ? [...environments.entries.keys()] : [];
};

/** Branch patterns with the environments that they choose, in the order of the file. */
export function branchPatterns(manifest: Located): readonly (readonly [string, unknown])[] {
  const branches = entryOf(manifest, 'branches');
  return branches?.kind === 'map'
    ? [...branches.entries].map(([pattern, name]) => [pattern, plain(name)] as const)
    : [];
}

// ecs: why a task ended, in a sentence, as a pure rule.
import type { Container, Task } from '@aws-sdk/client-ecs';

const sentence = (text: string): string => text.trim().replace(/\.?$/, '.');

/** What AWS calls it, by how its words begin, and what it means. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/OutOfMemory/i, 'The container used more memory than it may, and was killed. Raise the job variable memory.'],
  [
    /CannotPull(ECR)?Container|ImagePull|pull image manifest/i,
    'The image could not be pulled. Look whether it exists, whether execution_role_arn may read it, and whether the subnets reach the registry.',
  ],
  [
    /ResourceInitializationError/i,
    'What the container needs could not be prepared. Look at execution_role_arn, the secrets, the log group and whether the subnets reach them.',
  ],
  [/CannotStartContainer|CannotCreateContainer/i, 'The container could not be started. Look at its command and image.'],
  [/CannotCreateVolume/i, 'A volume could not be attached. Look at the volumes of the task definition.'],
  [/ContainerRuntimeTimeout|DockerTimeout/i, 'The container runtime of the instance did not answer in time.'],
  [
    /network interface|\bENI\b/i,
    'The task got no network interface in time. Look whether the subnets have addresses free.',
  ],
  [/Spot/i, 'AWS took the capacity of the Spot task back.'],
  [/Host EC2|container instance/i, 'The instance that the task ran on is gone.'],
  [/InternalError|server error/i, 'An error inside ECS ended the task.'],
];

const BY_STOP_CODE: Readonly<Record<string, string>> = {
  SpotInterruption: 'AWS took the capacity of the Spot task back.',
  TerminationNotice: 'AWS ended the task because the machine below it is taken away.',
  UserInitiated: 'The task was stopped on request.',
  ServiceSchedulerInitiated: 'The scheduler of a service stopped the task.',
  TaskFailedToStart: 'The task could not be started.',
};

/** They say more than the exit code of a container that was told to end. */
const BEFORE_EXIT_CODES = new Set(['SpotInterruption', 'TerminationNotice', 'UserInitiated']);

function withWords(meaning: string, words: string): string {
  return words === '' ? meaning : `${meaning} ECS says: ${sentence(words)}`;
}

function meaningOf(words: string): string | undefined {
  return MEANINGS.find(([pattern]) => pattern.test(words))?.[1];
}

function sidecarReason(container: Container): string {
  const { name, exitCode, reason = '' } = container;
  const how = exitCode === undefined ? 'has ended' : `ended with exit code ${exitCode}`;
  return withWords(`The container ${name} beside that of the run ${how}, and ECS stopped the task with it.`, reason);
}

/** What a container ends with that was stopped because another one had ended. */
const STOPPED_BY_SIGNAL = new Set([137, 143]);

/** Why the run's container, which has an exit code, ended; null when that says all. */
function endReason(task: Task, own: Container): string | null {
  const { stoppedReason: words = '', containers = [] } = task;
  const sidecar = containers.find(
    ({ name, exitCode }) => name !== own.name && exitCode !== undefined && !STOPPED_BY_SIGNAL.has(exitCode),
  );
  if (sidecar !== undefined && STOPPED_BY_SIGNAL.has(own.exitCode ?? 0)) return sidecarReason(sidecar);
  const meaning = meaningOf(words);
  if (meaning !== undefined) return withWords(meaning, words);
  return own.reason === undefined || own.reason === '' ? null : sentence(own.reason);
}

/** Null when the exit code of the run's container says all. */
export function stoppedReason(task: Task, container_name: string): string | null {
  const { stopCode = '', stoppedReason: words = '', containers = [] } = task;
  const own = containers.find(({ name }) => name === container_name);
  const said = own?.reason ?? '';
  const meaning = meaningOf(said);
  if (meaning !== undefined) return withWords(meaning, said);
  if (BEFORE_EXIT_CODES.has(stopCode)) return withWords(BY_STOP_CODE[stopCode] ?? '', words);
  if (stopCode !== 'TaskFailedToStart' && own?.exitCode !== undefined) return endReason(task, own);
  const sidecar = containers.find(({ name, exitCode }) => name !== container_name && exitCode !== undefined);
  if (stopCode === 'EssentialContainerExited' && sidecar !== undefined) return sidecarReason(sidecar);
  return withWords(meaningOf(words) ?? BY_STOP_CODE[stopCode] ?? 'The task ended.', said === '' ? words : said);
}

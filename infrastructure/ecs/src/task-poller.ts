// ecs: asks after all tasks that somebody follows, together, so that many runs cost few calls.
import type { Task } from '@aws-sdk/client-ecs';
import { explain } from './aws-error.ts';

/** What one call of DescribeTasks takes. */
const MOST_TASKS = 100;
const LONGEST_REST_SECONDS = 60;
/** ECS needs some seconds until all of it knows of a new task. */
const UNKNOWN_SECONDS = 60;

export interface Follower {
  readonly cluster_arn: string;
  readonly task_arn: string;
  readonly interval_seconds: number;
  /** Called with each answer; null when ECS has not known the task for a minute: it forgets one an hour after its end. */
  readonly onTask: (task: Task | null) => void;
  /** Called when ECS cannot be asked, once for each reason. */
  readonly onTrouble: (message: string) => void;
}

interface Followed extends Follower {
  unknown_since: number | null;
  last_trouble: string;
}

export type Describe = (cluster_arn: string, task_arns: readonly string[]) => Promise<readonly Task[]>;

export class TaskPoller implements Disposable {
  readonly #describe: Describe;
  readonly #followed = new Set<Followed>();
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;
  #is_asking = false;
  #failures = 0;

  constructor(describe: Describe) {
    this.#describe = describe;
  }

  /** Gives the function that ends it. */
  follow(follower: Follower): () => void {
    const followed: Followed = { ...follower, unknown_since: null, last_trouble: '' };
    this.#followed.add(followed);
    this.#plan();
    return () => {
      this.#followed.delete(followed);
      if (this.#followed.size === 0) this.#rest();
    };
  }

  #rest(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#due = Number.POSITIVE_INFINITY;
  }

  // The shortest of the intervals; twice as long after each call that failed.
  #plan(): void {
    if (this.#is_asking || this.#followed.size === 0) return;
    const interval = Math.min(...[...this.#followed].map(({ interval_seconds }) => interval_seconds));
    const seconds = Math.min(Math.max(LONGEST_REST_SECONDS, interval), interval * 2 ** this.#failures);
    const due = performance.now() + seconds * 1000;
    // A task that comes while others are waited for is asked after with them, if that is soon enough for it.
    if (due >= this.#due) return;
    this.#rest();
    this.#due = due;
    this.#timer = setTimeout(() => void this.#ask(), seconds * 1000);
  }

  async #ask(): Promise<void> {
    this.#rest();
    this.#is_asking = true;
    let failed = false;
    for (const group of this.#groups()) failed = !(await this.#askAfter(group)) || failed;
    this.#failures = failed ? Math.min(this.#failures + 1, 10) : 0;
    this.#is_asking = false;
    this.#plan();
  }

  /** By cluster, as many as one call takes. */
  #groups(): Followed[][] {
    const clusters = Map.groupBy(this.#followed, ({ cluster_arn }) => cluster_arn);
    return [...clusters.values()].flatMap((group) => {
      const count = Math.ceil(group.length / MOST_TASKS);
      return Array.from({ length: count }, (_, at) => group.slice(at * MOST_TASKS, (at + 1) * MOST_TASKS));
    });
  }

  async #askAfter(group: readonly Followed[]): Promise<boolean> {
    const arns = [...new Set(group.map(({ task_arn }) => task_arn))];
    try {
      const tasks = new Map(
        (await this.#describe(group[0]?.cluster_arn ?? '', arns)).map((task) => [task.taskArn, task]),
      );
      for (const followed of group)
        if (this.#followed.has(followed)) this.#tell(followed, tasks.get(followed.task_arn));
      return true;
    } catch (error) {
      const message = `ECS could not be asked after the task; it is asked again. ${explain(error)}`;
      for (const followed of group) {
        if (followed.last_trouble !== message) followed.onTrouble(message);
        followed.last_trouble = message;
      }
      return false;
    }
  }

  #tell(followed: Followed, task: Task | undefined): void {
    followed.last_trouble = '';
    if (task !== undefined) {
      followed.unknown_since = null;
      followed.onTask(task);
      return;
    }
    followed.unknown_since ??= Date.now();
    if (Date.now() - followed.unknown_since >= UNKNOWN_SECONDS * 1000) followed.onTask(null);
  }

  [Symbol.dispose](): void {
    this.#rest();
    this.#followed.clear();
  }
}

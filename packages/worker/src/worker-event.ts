// worker: what a worker tells whoever started it, for the console and for tests.

export interface RunOfEvent {
  readonly id: string;
  readonly name: string;
}

export type WorkerEvent =
  | {
      readonly type: 'ready';
      readonly worker_name: string;
      readonly work_pool_name: string;
      readonly waits_for_work: boolean;
    }
  | {
      readonly type: 'run-started';
      readonly run: RunOfEvent;
      readonly identifier: string;
      readonly found_again: boolean;
    }
  | {
      readonly type: 'infrastructure-event';
      readonly run: RunOfEvent;
      readonly level: 'info' | 'warning';
      readonly message: string;
    }
  | { readonly type: 'run-output'; readonly run: RunOfEvent; readonly line: string }
  | { readonly type: 'run-ended'; readonly run: RunOfEvent; readonly state_name: string; readonly seconds: number }
  | { readonly type: 'run-refused'; readonly run: RunOfEvent; readonly reason: string }
  | { readonly type: 'draining'; readonly running: number }
  | { readonly type: 'trouble'; readonly message: string }
  | { readonly type: 'recovered'; readonly message: string };

export type Tell = (event: WorkerEvent) => void;

// server: how a server submits the runs of its push work pools.
export interface PushOptions {
  /** False leaves push pools to the other servers on the database. Default true. */
  readonly enabled?: boolean;
  /** Under which the runs reach the API; containers and clouds need an address that leads here from there. Default: the server's own. */
  readonly api_url?: string | null;
  /**
   * Serves pools of type `process:push`. Default false: whoever may create a deployment could otherwise run any command on
   * the server's machine, as the server's user.
   */
  readonly processes?: boolean;
  /** The most submissions at one time, of all push pools together. Default 20. */
  readonly concurrent_submissions?: number;
  /** The words before the flow run's id in the command that executes a flow of Node. Default `signalbox flow-run execute`. */
  readonly node_command?: readonly string[];
  /** Where what processes need is kept. Default: `push` beside the database. */
  readonly state_directory?: string;
}

export const DEFAULT_CONCURRENT_SUBMISSIONS = 20;

// core: the work pool type `process`: runs as processes beside their worker.
import type { WorkPoolType } from './work-pool-type.ts';

export const processWorkPool: WorkPoolType = {
  type: 'process',
  display_name: 'Process',
  description: 'Runs each flow run as a process on the machine of its worker.',
  is_beta: false,
  default_base_job_configuration: {
    job_configuration: {
      command: '{{ command }}',
      env: '{{ env }}',
      labels: '{{ labels }}',
      name: '{{ name }}',
      stream_output: '{{ stream_output }}',
      working_dir: '{{ working_dir }}',
    },
    variables: {
      type: 'object',
      properties: {
        name: { title: 'Name', description: 'Name of the process.', type: 'string' },
        env: {
          title: 'Environment Variables',
          description: 'Set in the environment of the process.',
          type: 'object',
          additionalProperties: { type: 'string' },
        },
        labels: {
          title: 'Labels',
          description: 'Kept with the process, to find it by.',
          type: 'object',
          additionalProperties: { type: 'string' },
        },
        command: {
          title: 'Command',
          description: 'Started instead of the command that executes the flow run.',
          type: 'string',
        },
        stream_output: {
          title: 'Stream Output',
          description: 'Whether the worker shows what the process prints.',
          type: 'boolean',
          default: true,
        },
        working_dir: {
          title: 'Working Directory',
          description: 'Where the process starts; by default a directory of its own for each run.',
          type: 'string',
          format: 'path',
        },
      },
    },
  },
};

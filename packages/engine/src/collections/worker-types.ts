// engine: what a person reads about each type of worker.

export interface WorkerTypeText {
  readonly display_name: string;
  readonly description: string;
}

export const WORKER_TYPE_TEXTS: { readonly [type: string]: WorkerTypeText } = {
  process: {
    display_name: 'Process',
    description: "Each run is a process on the worker's own machine. The simplest way to start.",
  },
  ecs: {
    display_name: 'AWS Elastic Container Service',
    description: 'Each run is a task on ECS, on Fargate or on instances of your own. Needs an AWS account.',
  },
  'azure-container-instance': {
    display_name: 'Azure Container Instances',
    description: 'Each run is a container group on Azure. Needs an Azure subscription.',
  },
  docker: {
    display_name: 'Docker',
    description: 'Each run is a container of a Docker daemon that the worker can reach.',
  },
  'cloud-run': {
    display_name: 'Google Cloud Run',
    description: 'Each run is a Cloud Run job, by the first version of its API. Needs a Google Cloud project.',
  },
  'cloud-run-v2': {
    display_name: 'Google Cloud Run v2',
    description: 'Each run is a Cloud Run job. Needs a Google Cloud project.',
  },
  'vertex-ai': {
    display_name: 'Google Vertex AI',
    description: 'Each run is a custom job on Vertex AI. Needs a Google Cloud project.',
  },
  kubernetes: {
    display_name: 'Kubernetes',
    description: 'Each run is a job on a Kubernetes cluster.',
  },
};

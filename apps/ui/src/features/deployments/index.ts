// deployments: what other features may use.
export { DeploymentTable } from './deployment-table.tsx';
export { deploymentCountQuery, deploymentsOfFlowQuery, deploymentsOfWorkPoolQuery } from './queries.ts';

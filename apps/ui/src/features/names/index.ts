// names: what other features may use.
export { deploymentChoicesQuery, flowChoicesQuery, useDeploymentNames, useFlowNames } from './names.ts';

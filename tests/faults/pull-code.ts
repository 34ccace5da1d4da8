// tests: what a run's process does first, as a program of its own: pulls code by way of the worker's cache.
import { runSteps } from '@signalbox/deploy';

const [repository = '', cwd = '', cache_directory = ''] = process.argv.slice(2);
const step = { 'prefect.deployments.steps.git_clone': { repository, branch: 'main', clone_directory_name: 'code' } };
await runSteps([step], { phase: 'pull', cwd, cache_directory });

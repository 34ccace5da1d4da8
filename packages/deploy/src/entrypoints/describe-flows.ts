// deploy: what the flows of entrypoints are, each file loaded once and in a process apart.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeJavascriptFlows } from './describe-javascript-flows.ts';
import { describePythonFlows } from './describe-python-flows.ts';
import { type Entrypoint, entrypointFromText } from './entrypoint.ts';
import type { EntrypointFault, FlowDescription } from './flow-description.ts';
import type { ProbeSurroundings } from './run-probe.ts';

type Described = Map<string, FlowDescription | EntrypointFault>;

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** A description or a fault for each entrypoint; each must be readable by `entrypointFromText`. */
export async function describeFlows(texts: readonly string[], surroundings: ProbeSurroundings): Promise<Described> {
  const described: Described = new Map();
  const found: Entrypoint[] = [];
  for (const entrypoint of [...new Set(texts)].map(entrypointFromText)) {
    if (entrypoint === null) continue;
    if (await isFile(resolve(surroundings.directory, entrypoint.path))) found.push(entrypoint);
    else {
      const problem = `there is no file ${entrypoint.path} in ${surroundings.directory}`;
      described.set(entrypoint.text, {
        fault: 'missing',
        problem,
        mend: 'Correct the path; it is relative to the manifest',
      });
    }
  }
  const of = (language: Entrypoint['language']) => found.filter((entrypoint) => entrypoint.language === language);
  const parts = await Promise.all([
    of('javascript').length > 0 ? describeJavascriptFlows(of('javascript'), surroundings) : [],
    of('python').length > 0 ? describePythonFlows(of('python'), surroundings) : [],
  ]);
  for (const part of parts) for (const [text, description] of part) described.set(text, description);
  return described;
}

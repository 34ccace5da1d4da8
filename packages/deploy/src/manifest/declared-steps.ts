// deploy: the steps of a deployment, checked.

import { meantName } from '../names/nearest-name.ts';
import type { Step } from '../steps/step.ts';
import { isForeignStep, type StepPhase, stepIssues, stepNamed, stepNames } from '../steps/step-catalogue.ts';
import { InvalidValueError, type ManifestError, UnknownFieldError } from './errors.ts';
import { type ManifestSource, type Path, placeOf, placeOfKey } from './manifest-source.ts';
import { shapeErrors } from './shape-errors.ts';

/**
 * What is wrong with the steps. A Python flow is pulled by Prefect itself, which knows more steps than ours; with
 * `othersAllowed` their names pass.
 */
export function stepErrors(
  source: ManifestSource,
  path: Path,
  steps: readonly Step[],
  phase: StepPhase,
  othersAllowed: boolean,
): ManifestError[] {
  return steps.flatMap((step, index): ManifestError[] => {
    const at = [...path, index];
    const [name, ...more] = Object.keys(step);
    if (name === undefined || more.length > 0) {
      const problem = 'a step is a map with the one name of what it does';
      return [new InvalidValueError({ ...placeOf(source, at), problem, mend: 'Begin each step with its own "- "' })];
    }
    const inputs = step[name] ?? {};
    const found = stepNamed(name);
    if (found === null || !found.step.phases.includes(phase)) {
      if (found === null && (othersAllowed || isForeignStep(name))) return [];
      const problem = `"${name}" is not a ${phase} step`;
      const mend = meantName(name, stepNames(phase));
      return [new UnknownFieldError({ ...placeOfKey(source, [...at, name]), problem, mend })];
    }
    const { step: known } = found;
    return shapeErrors(source, stepIssues(known, inputs), [...at, name], () => Object.keys(known.shape.shape));
  });
}

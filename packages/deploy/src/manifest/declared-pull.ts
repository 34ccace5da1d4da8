// deploy: the pull steps of a deployment, checked.

import { meantName } from '../names/nearest-name.ts';
import type { Step } from '../steps/step.ts';
import { isForeignStep, stepIssues, stepNamed, stepNames } from '../steps/step-catalogue.ts';
import { InvalidValueError, type ManifestError, UnknownFieldError } from './errors.ts';
import { knownFields } from './known-fields.ts';
import { fieldName, type ManifestSource, type Path } from './manifest-source.ts';
import { shapeErrors } from './shape-errors.ts';

/**
 * What is wrong with the steps. A Python flow is pulled by Prefect itself, which knows more steps than ours; with
 * `othersAllowed` their names pass.
 */
export function pullErrors(
  source: ManifestSource,
  path: Path,
  steps: readonly Step[],
  othersAllowed: boolean,
): ManifestError[] {
  return steps.flatMap((step, index): ManifestError[] => {
    const at = [...path, index];
    const [name, ...more] = Object.keys(step);
    if (name === undefined || more.length > 0) {
      const problem = 'a step is a map with the one name of what it does';
      return [
        new InvalidValueError({
          position: source.positionOf(at),
          field: fieldName(at),
          problem,
          mend: 'Begin each step with its own "- "',
        }),
      ];
    }
    const inputs = step[name] ?? {};
    const found = stepNamed(name);
    if (found === null || !found.step.phases.includes('pull')) {
      if (found === null && (othersAllowed || isForeignStep(name))) return [];
      const field = [...at, name];
      const problem = `"${name}" is not a pull step`;
      return [
        new UnknownFieldError({
          position: source.positionOfKey(field),
          field: fieldName(field),
          problem,
          mend: meantName(name, stepNames('pull')),
        }),
      ];
    }
    return shapeErrors(source, stepIssues(found.step, inputs), [...at, name], knownFields);
  });
}

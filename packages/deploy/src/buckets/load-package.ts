// deploy: packages for one cloud alone, which nobody else has to install.
import { StepError } from '../steps/step-error.ts';

/** @throws StepError that says how to install it. */
export async function loadPackage<Module>(step: string, name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (!isMissing) throw error;
    throw new StepError(step, `this step needs the package ${name}`, `Install it: npm install ${name}`, {
      cause: error,
    });
  }
}

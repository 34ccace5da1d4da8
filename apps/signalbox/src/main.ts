// signalbox: the entry of the command line.
import { buildProgram } from './program.ts';
import { reportError } from './report-error.ts';

try {
  const program = await buildProgram(process.argv.slice(2));
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = await reportError(error);
}

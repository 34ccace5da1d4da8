// conformance: records the transitions of a real Prefect server, or proves that the recording still holds.
//   node --conditions=source conformance/transitions/record.ts            writes flow-runs.json and task-runs.json
//   node --conditions=source conformance/transitions/record.ts --verify   records a sample and compares it
// PREFECT_VENV names the Python environment with prefect==3.8.8 and fastapi==0.150.0; default: conformance/.venv.
import { readFile, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { flowRunScenario } from './flow-run-scenario.ts';
import { type PrefectServer, startPrefectServer } from './prefect-server.ts';
import type { Recording } from './recorded-case.ts';
import { Recorder } from './recorder.ts';
import type { Scenario } from './scenario.ts';
import { taskRunScenario } from './task-run-scenario.ts';

/** One request of this many is recorded again by `--verify`. */
const SAMPLE_STEP = 12;

const files = [
  { scenario: flowRunScenario, url: new URL('flow-runs.json', import.meta.url) },
  { scenario: taskRunScenario, url: new URL('task-runs.json', import.meta.url) },
];

/** A recording as text: one start, one proposal, one case to a line, so that a change reads as one line. */
function textOf(recording: Recording): string {
  const lines = (entries: readonly string[]) => entries.join(',\n');
  const fields = (record: object) =>
    `{\n${lines(Object.entries(record).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`))}\n}`;
  const { server, starts, proposals, creations, cases } = recording;
  return `{"server":${JSON.stringify(server)},
"starts":${fields(starts)},
"proposals":${fields(proposals)},
"creations":${fields(creations)},
"cases":[\n${lines(cases.map((recorded) => JSON.stringify(recorded)))}\n]}\n`;
}

/** A first state with data is answered with 500 by the server, so none is recorded. */
function creations(scenario: Scenario): string[] {
  return Object.entries(scenario.proposals).flatMap(([name, proposal]) => (proposal.data === undefined ? [name] : []));
}

/** The differences between a sample recorded now and the file, as lines. */
async function differences(server: PrefectServer, scenario: Scenario, kept: Recording): Promise<string[]> {
  const sample = scenario.requests.filter((_, index) => index % SAMPLE_STEP === 0);
  const recorder = await Recorder.open(server, scenario);
  const fresh = await recorder.record(sample, []);
  const wrong: string[] = [];
  if (kept.cases.length !== scenario.requests.length)
    wrong.push(`the file has ${kept.cases.length} cases, the scenario ${scenario.requests.length}`);
  for (const [index, recorded] of fresh.cases.entries()) {
    const before = kept.cases[index * SAMPLE_STEP];
    const plain: unknown = JSON.parse(JSON.stringify(recorded));
    if (!isDeepStrictEqual(plain, before))
      wrong.push(`kept:  ${JSON.stringify(before)}\nfound: ${JSON.stringify(plain)}`);
  }
  console.log(
    `${scenario.kind}: ${fresh.cases.length} of ${kept.cases.length} transitions recorded again, ${wrong.length} differ`,
  );
  return wrong;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { verify: { type: 'boolean', default: false } } });
  const venv = process.env.PREFECT_VENV ?? new URL('../.venv', import.meta.url).pathname;
  await using server = await startPrefectServer(venv);
  for (const { scenario, url } of files) {
    if (values.verify) {
      const kept: Recording = JSON.parse(await readFile(url, 'utf8'));
      const wrong = await differences(server, scenario, kept);
      for (const line of wrong) console.error(line);
      if (wrong.length > 0) process.exitCode = 1;
    } else {
      const recorder = await Recorder.open(server, scenario);
      const recording = await recorder.record(scenario.requests, creations(scenario));
      await writeFile(url, textOf(recording));
      console.log(`${scenario.kind}: ${recording.cases.length} transitions recorded from Prefect ${recording.server}`);
    }
  }
}

await main();

// sdk: the log lines of a process that ends without warning, for instance by process.exit() within a flow.
import type { Session } from '../session/session.ts';

const TIMEOUT_MILLISECONDS = 5_000;

// Nothing asynchronous runs once a process is ending, so another one sends what is left, while this one waits for it.
const SENDER = `
let text = '';
process.stdin.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', async () => {
  const { url, headers, body } = JSON.parse(text);
  const response = await fetch(url, { method: 'POST', headers, body });
  process.exitCode = response.ok ? 0 : 1;
});
`;

/** Sends the session's unsent log lines when the process ends; the answer gives that up again. */
export function lastWords(session: Session): () => void {
  const onExit = () => {
    const lines = session.logs.unsent();
    if (lines.length === 0) return;
    const { api_url, headers } = session.client.connection;
    const { status } = process.getBuiltinModule('node:child_process').spawnSync(process.execPath, ['-e', SENDER], {
      // By its input, not by its arguments, which everyone on the machine can read.
      input: JSON.stringify({
        url: `${api_url}/logs/`,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(lines),
      }),
      env: { PATH: process.env.PATH },
      timeout: TIMEOUT_MILLISECONDS,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    if (status !== 0)
      process.stderr.write(`signalbox: ${lines.length} last log lines could not be sent to the server.\n`);
  };
  process.on('exit', onExit);
  return () => process.off('exit', onExit);
}

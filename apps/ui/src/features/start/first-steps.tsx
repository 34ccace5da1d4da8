// start: how to begin.
import { Command } from '../../ui/command.tsx';

export function FirstSteps() {
  const api = new URL('api', document.baseURI).href;
  return (
    <div className="stack">
      <p>Nothing has run yet. Two ways to begin:</p>
      <div className="first-steps">
        <section className="panel stack-tight">
          <h2>A flow in TypeScript</h2>
          <p>In an empty folder: makes a project, then runs server, dashboard and worker and watches its files.</p>
          <Command text="npx signalbox init" />
          <Command text="npx signalbox dev" />
          <p>Deploy what the manifest declares, and run it:</p>
          <Command text="npx signalbox deploy" />
        </section>
        <section className="panel stack-tight">
          <h2>A flow in Python</h2>
          <p>Flows written with Prefect 3 run unchanged. Point them here:</p>
          <Command text={`export PREFECT_API_URL=${api}`} />
          <Command text="python my_flow.py" />
          <p>And have a worker run what is deployed:</p>
          <Command text="npx signalbox worker start --pool local" />
        </section>
      </div>
    </div>
  );
}

// artifacts: one key with its versions.
import type { Artifact } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Markdown } from '../../ui/markdown.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { exactTime } from '../../ui/time-format.ts';
import { ArtifactBody } from './artifact-body.tsx';
import { versionsQuery } from './queries.ts';

export function ArtifactKeyPage({ id: key }: { id: string }) {
  const versions = useQuery(versionsQuery(key));
  return (
    <Page title={key} crumbs={[{ label: 'Artifacts', href: '/artifacts' }]}>
      <QueryView query={versions} rows={6}>
        {(data) => <Versions versions={data} artifactKey={key} />}
      </QueryView>
    </Page>
  );
}

function Versions({ versions, artifactKey }: { versions: readonly Artifact[]; artifactKey: string }) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = versions.find(({ id }) => id === chosenId) ?? versions[0];
  if (!chosen) {
    return (
      <EmptyState title={`No artifact has the key ${artifactKey}.`}>
        <p>It may have been deleted with the run that published it.</p>
      </EmptyState>
    );
  }
  return (
    <div className="columns">
      <article className="panel" aria-label={artifactKey}>
        <div className="artifact-head">
          <span className="artifact-kind">{chosen.type ?? 'value'}</span>
          {chosen.flow_run_id && (
            <Link href={`/flow-runs/${chosen.flow_run_id}?tab=artifacts`}>Run that published it</Link>
          )}
        </div>
        {chosen.description && <Markdown text={chosen.description} />}
        <ArtifactBody artifact={chosen} />
      </article>
      <div className="panel stack-tight">
        <h2>Versions</h2>
        <div className="versions">
          {versions.map((version, index) => (
            <button
              key={version.id}
              type="button"
              aria-pressed={version.id === chosen.id}
              onClick={() => setChosenId(version.id)}
            >
              <span>{version.created === null ? 'Unknown time' : exactTime(new Date(version.created))}</span>
              <span className="faint">{index === 0 ? 'latest' : <RelativeTime at={version.created} />}</span>
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}

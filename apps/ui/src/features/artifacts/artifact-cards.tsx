// artifacts: those of a run, each shown in full.
import type { Artifact } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Markdown } from '../../ui/markdown.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { ArtifactBody } from './artifact-body.tsx';
import { artifactsOfRunQuery, artifactsOfTaskRunQuery } from './queries.ts';

export function ArtifactsOfRun({ flowRunId }: { flowRunId: string }) {
  const artifacts = useQuery(artifactsOfRunQuery(flowRunId));
  return (
    <QueryView query={artifacts} rows={4}>
      {(data) => <ArtifactCards artifacts={data} />}
    </QueryView>
  );
}

export function ArtifactsOfTaskRun({ taskRunId }: { taskRunId: string }) {
  const artifacts = useQuery(artifactsOfTaskRunQuery(taskRunId));
  return (
    <QueryView query={artifacts} rows={4}>
      {(data) => <ArtifactCards artifacts={data} />}
    </QueryView>
  );
}

function ArtifactCards({ artifacts }: { artifacts: readonly Artifact[] }) {
  if (artifacts.length === 0) {
    return (
      <EmptyState title="It published nothing.">
        <p>A flow or task publishes Markdown, tables, links and progress as artifacts.</p>
      </EmptyState>
    );
  }
  return (
    <div className="artifact-list">
      {artifacts.map((artifact) => (
        <article key={artifact.id} className="panel" aria-label={artifact.key ?? artifact.type ?? 'artifact'}>
          <div className="artifact-head">
            <div className="row">
              {artifact.key === null ? (
                <strong>Without a key</strong>
              ) : (
                <Link href={`/artifacts/${encodeURIComponent(artifact.key)}`} className="cell-title">
                  {artifact.key}
                </Link>
              )}
              <span className="artifact-kind">{artifact.type ?? 'value'}</span>
            </div>
            <span className="faint">
              <RelativeTime at={artifact.created} />
            </span>
          </div>
          {artifact.description && <Markdown text={artifact.description} />}
          <ArtifactBody artifact={artifact} />
        </article>
      ))}
    </div>
  );
}

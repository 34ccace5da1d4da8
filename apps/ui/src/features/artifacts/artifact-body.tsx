// artifacts: what an artifact shows, by its type.
import type { Artifact } from '@signalbox/contract';
import { JsonView } from '../../ui/json-view.tsx';
import { Markdown } from '../../ui/markdown.tsx';
import './artifacts.css';
import { cellText, tableFromData } from './table-data.ts';

export function ArtifactBody({ artifact }: { artifact: Pick<Artifact, 'type' | 'data' | 'key'> }) {
  const { type, data } = artifact;
  const name = artifact.key ?? 'artifact';
  if ((type === 'markdown' || type === 'link') && typeof data === 'string') return <Markdown text={data} />;
  if (type === 'table') return <TableArtifact data={data} name={name} />;
  if (type === 'progress') return <ProgressArtifact share={Number(data)} name={name} />;
  if (type === 'image' && typeof data === 'string') return <img className="artifact-image" src={data} alt={name} />;
  return <JsonView label={name} value={data} />;
}

function TableArtifact({ data, name }: { data: unknown; name: string }) {
  const table = tableFromData(data);
  if (table === null) return <JsonView label={name} value={data} />;
  return (
    <div className="table-frame artifact-table">
      <table className="table" aria-label={name}>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no id and never change
            <tr key={index}>
              {table.columns.map((column, place) => (
                <td key={column} className={typeof row[place] === 'number' ? 'number' : undefined}>
                  {cellText(row[place])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ProgressArtifact({ share, name }: { share: number; name: string }) {
  const percent = Math.min(100, Math.max(0, share));
  return (
    <div className="artifact-progress">
      <progress max={100} value={percent} aria-label={name} />
      <span className="number">{percent.toFixed(percent % 1 === 0 ? 0 : 1)} %</span>
    </div>
  );
}

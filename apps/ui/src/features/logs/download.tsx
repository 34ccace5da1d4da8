// logs: all lines of a run as a file. A link would not carry the credentials of who signed in.
import { useMutation } from '@tanstack/react-query';
import { client } from '../../api/index.ts';
import { errorDetail } from '../../ui/error-detail.ts';

function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of it once the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

export function DownloadLogs({ flowRunId }: { flowRunId: string }) {
  const download = useMutation({
    mutationFn: async () => {
      const text = await client.flow_runs.download_logs({ params: { id: flowRunId } });
      saveFile(`${flowRunId}-logs.csv`, String(text));
    },
  });
  return (
    <span className="row">
      {download.error && <span role="alert">{errorDetail(download.error).title}</span>}
      <button
        type="button"
        className="button-quiet"
        disabled={download.isPending}
        onClick={() => download.mutate()}
        title="All lines of the run, as CSV"
      >
        Download
      </button>
    </span>
  );
}

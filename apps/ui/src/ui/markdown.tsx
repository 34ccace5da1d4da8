// ui: Markdown, loaded only where some is shown. HTML inside it stays text.
import { lazy, Suspense } from 'react';
import { Skeleton } from './query-view.tsx';

const Rendered = lazy(async () => {
  const [{ default: ReactMarkdown }, { default: remarkGfm }] = await Promise.all([
    import('react-markdown'),
    import('remark-gfm'),
  ]);
  const plugins = [remarkGfm];
  return {
    default: ({ text }: { text: string }) => <ReactMarkdown remarkPlugins={plugins}>{text}</ReactMarkdown>,
  };
});

export function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      <Suspense fallback={<Skeleton rows={3} />}>
        <Rendered text={text} />
      </Suspense>
    </div>
  );
}

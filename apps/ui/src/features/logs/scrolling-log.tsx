// logs: the box in which lines scroll: stays at the end while it follows, and in place while older lines come.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { LogRows } from './log-rows.tsx';
import type { LogFilter, Logs } from './use-logs.ts';

const NEAR_END_PIXELS = 40;

interface ScrollingLogProps {
  readonly logs: Logs;
  readonly filter: LogFilter;
  readonly live: boolean;
}

export function ScrollingLog({ logs, filter, live }: ScrollingLogProps) {
  const [follow, setFollow] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const first = logs.lines[0]?.id;
  const before = useRef({ first, height: 0 });
  const isAtEnd = follow && !logs.hasNewer;

  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines are the reason to move
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (isAtEnd) element.scrollTop = element.scrollHeight;
    // What came above pushes down what one reads.
    else if (before.current.first !== first) element.scrollTop += element.scrollHeight - before.current.height;
    before.current = { first, height: element.scrollHeight };
  }, [logs.lines, isAtEnd]);

  // Lines have their true height only once they have been in view: the end moves when one gets there.
  useEffect(() => {
    if (!isAtEnd || !content.current) return;
    const observer = new ResizeObserver(() => {
      if (box.current) box.current.scrollTop = box.current.scrollHeight;
    });
    observer.observe(content.current);
    return () => observer.disconnect();
  }, [isAtEnd]);

  const onScroll = (): void => {
    const element = box.current;
    if (!element) return;
    const isUp = element.scrollTop < lastTop.current;
    lastTop.current = element.scrollTop;
    if (element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PIXELS) setFollow(true);
    // An end that moved away by itself is no wish to stay behind.
    else if (isUp) setFollow(false);
  };
  const toEnd = (): void => {
    setFollow(true);
    if (logs.hasNewer) logs.toNewest();
    box.current?.focus();
  };
  const loadOlder = (): void => {
    setFollow(false);
    void logs.loadOlder();
  };
  return (
    <div className="log-frame">
      <div
        className="log-box"
        ref={box}
        onScroll={onScroll}
        role="log"
        aria-label="Log lines"
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <div ref={content}>
          {logs.hasOlder && (
            <button type="button" className="button-quiet" onClick={loadOlder}>
              Show older lines
            </button>
          )}
          <LogRows lines={logs.lines} flowRunId={filter.flowRunId} ofTask={filter.taskRunId !== undefined} />
          {logs.hasNewer && <p className="log-gap">Newer lines are not shown while you read these.</p>}
        </div>
      </div>
      {!isAtEnd && (live || logs.hasNewer) && (
        <button type="button" className="button log-follow" onClick={toEnd}>
          {live ? 'Follow' : 'To the newest lines'}
        </button>
      )}
    </div>
  );
}

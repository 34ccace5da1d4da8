// app: keeps an error of one page from taking the navigation with it.
import { Component, type ReactNode } from 'react';
import { ErrorPanel } from '../ui/error-panel.tsx';

interface PageBoundaryState {
  readonly error: unknown;
}

export class PageBoundary extends Component<{ readonly children: ReactNode }, PageBoundaryState> {
  override state: PageBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): PageBoundaryState {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <ErrorPanel error={this.state.error} onRetry={() => location.reload()} />;
  }
}

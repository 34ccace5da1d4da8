// logs: what other features may use.
export { LogView } from './log-view.tsx';

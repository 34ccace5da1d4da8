// signalbox: `signalbox version`
import type { Command } from 'commander';

export function declareVersion(version: Command): void {
  version.action(async (_options: unknown, command: Command) => {
    const { showVersion } = await import('./version.ts');
    await showVersion(command);
  });
}

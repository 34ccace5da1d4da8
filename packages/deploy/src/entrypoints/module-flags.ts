// deploy: how a process of its own finds modules as this one does.

/** Flags of this process that decide how modules are found, for instance `--conditions=source`. */
export function moduleFlags(flags: readonly string[]): string[] {
  return flags.filter((flag, index) => /^(--conditions=|--import=|-C)/.test(flag) || flags[index - 1] === '-C');
}

// ui: a value as JSON, to read and to copy.

export function JsonView({ value, label }: { value: unknown; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="json" aria-label={label} tabIndex={0}>
      {JSON.stringify(value, null, 2)}
    </section>
  );
}

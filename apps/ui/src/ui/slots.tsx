// ui: how many of a number of slots are taken.

interface SlotsProps {
  readonly taken: number;
  /** Null where there is no limit. */
  readonly limit: number | null;
}

/** More slots than this are drawn as one bar. */
const MOST_SINGLE_SLOTS = 10;

export function Slots({ taken, limit }: SlotsProps) {
  if (limit === null) return <span className="faint">{taken > 0 ? `${taken}, no limit` : 'no limit'}</span>;
  return (
    <span className="slots">
      {limit > 0 && limit <= MOST_SINGLE_SLOTS ? (
        <span className="slots-single" aria-hidden="true">
          {Array.from({ length: limit }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: slots are all the same
            <span key={index} className={index < taken ? 'slot taken' : 'slot'} />
          ))}
        </span>
      ) : (
        <meter max={Math.max(1, limit)} value={taken} aria-hidden="true" />
      )}
      <span className="number">
        {taken} of {limit}
      </span>
    </span>
  );
}

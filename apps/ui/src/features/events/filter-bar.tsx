// events: the controls of the list's filter.
import { SearchField } from '../../ui/search-field.tsx';
import { type EventListFilter, fieldFromTime, NO_FILTER, RANGES, type Range, timeFromField } from './filter.ts';

interface FilterBarProps {
  readonly filter: EventListFilter;
  readonly onChange: (part: Partial<EventListFilter>) => void;
}

export function FilterBar({ filter, onChange }: FilterBarProps) {
  return (
    <search className="filters">
      <SearchField label="Event begins with" value={filter.prefix} onChange={(prefix) => onChange({ prefix })} />
      <SearchField
        label="Resource begins with, or its id"
        value={filter.resource}
        onChange={(resource) => onChange({ resource })}
      />
      <SearchField label="Search in all of it" value={filter.search} onChange={(search) => onChange({ search })} />
      <select
        className="select"
        aria-label="Time"
        value={filter.range}
        onChange={(event) => onChange({ range: event.target.value as Range, from: null, to: null })}
      >
        {Object.entries(RANGES).map(([range, label]) => (
          <option key={range} value={range}>
            {label}
          </option>
        ))}
      </select>
      {filter.range === 'own' && (
        <>
          <TimeField label="From" time={filter.from} onChange={(from) => onChange({ from })} />
          <TimeField label="to" time={filter.to} onChange={(to) => onChange({ to })} />
        </>
      )}
      {JSON.stringify(filter) !== JSON.stringify(NO_FILTER) && (
        <button type="button" className="button-quiet" onClick={() => onChange(NO_FILTER)}>
          Clear filters
        </button>
      )}
    </search>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly time: number | null;
  readonly onChange: (time: number | null) => void;
}

function TimeField({ label, time, onChange }: TimeFieldProps) {
  return (
    <label className="time-field">
      {label}
      <input
        type="datetime-local"
        className="input"
        value={fieldFromTime(time)}
        onChange={(event) => onChange(timeFromField(event.target.value))}
      />
    </label>
  );
}

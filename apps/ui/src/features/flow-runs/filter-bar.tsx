// flow runs: the controls of the list's filter.
import { useQuery } from '@tanstack/react-query';
import { Lamp } from '../../ui/lamp.tsx';
import { type Choice, MultiSelect } from '../../ui/multi-select.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { aspectOf, STATE_TYPES, stateWords } from '../../ui/state-aspect.ts';
import { TagField } from '../../ui/tag-field.tsx';
import { clockTime } from '../../ui/time-format.ts';
import { deploymentChoicesQuery, flowChoicesQuery } from '../names/index.ts';
import { NO_FILTER, RANGES, type Range, type RunFilter, SORTS, type Sort } from './filter.ts';

const STATES: readonly Choice[] = [
  { value: 'Late', label: 'Late', sign: <Lamp aspect={aspectOf('SCHEDULED', 'Late')} /> },
  ...STATE_TYPES.map((type) => ({
    value: type,
    label: stateWords(type, null),
    sign: <Lamp aspect={aspectOf(type)} still />,
  })),
];

interface FilterBarProps {
  readonly filter: RunFilter;
  readonly onChange: (part: Partial<RunFilter>) => void;
  readonly onClear: () => void;
}

export function FilterBar({ filter, onChange, onClear }: FilterBarProps) {
  const flows = useQuery(flowChoicesQuery);
  const deployments = useQuery(deploymentChoicesQuery);
  const { page: _page, sort: _sort, ...chosen } = filter;
  const { page: _noPage, sort: _noSort, ...none } = NO_FILTER;
  return (
    <search className="filters">
      <SearchField label="Search by name" value={filter.search} onChange={(search) => onChange({ search })} />
      <MultiSelect label="State" choices={STATES} chosen={filter.states} onChange={(states) => onChange({ states })} />
      <MultiSelect
        label="Flow"
        choices={flows.data ?? []}
        chosen={filter.flows}
        onChange={(ids) => onChange({ flows: ids })}
      />
      <MultiSelect
        label="Deployment"
        choices={deployments.data ?? []}
        chosen={filter.deployments}
        onChange={(ids) => onChange({ deployments: ids })}
      />
      <TagField tags={filter.tags} onChange={(tags) => onChange({ tags })} />
      <RangeSelect filter={filter} onChange={onChange} />
      <select
        className="select"
        aria-label="Order"
        value={filter.sort}
        onChange={(event) => onChange({ sort: event.target.value as Sort })}
      >
        {Object.entries(SORTS).map(([sort, label]) => (
          <option key={sort} value={sort}>
            {label}
          </option>
        ))}
      </select>
      {JSON.stringify(chosen) !== JSON.stringify(none) && (
        <button type="button" className="button-quiet" onClick={onClear}>
          Clear filters
        </button>
      )}
    </search>
  );
}

function RangeSelect({ filter, onChange }: Pick<FilterBarProps, 'filter' | 'onChange'>) {
  const own = filter.from !== null && filter.to !== null;
  const now = new Date();
  return (
    <select
      className="select"
      aria-label="Time"
      value={own ? 'own' : filter.range}
      onChange={(event) => onChange({ range: event.target.value as Range, from: null, to: null })}
    >
      {own && (
        <option value="own">
          {clockTime(new Date(filter.from ?? 0), now)} to {clockTime(new Date(filter.to ?? 0), now)}
        </option>
      )}
      {Object.entries(RANGES).map(([range, { label }]) => (
        <option key={range} value={range}>
          {label}
        </option>
      ))}
    </select>
  );
}

// api: a change on the server, after which what was read before is read again.
import { useMutation, useQueryClient } from '@tanstack/react-query';

/** @param outdated first words of the keys of the queries that the change, done or failed, makes outdated */
export function useChange<Input, Output>(
  outdated: readonly (readonly string[])[],
  change: (input: Input) => Promise<Output>,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => Promise.all(outdated.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

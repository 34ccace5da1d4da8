// deploy: `ib-block`: a block whose fields are the job variables of all deployments of a manifest.
import { blockKey, type FoundReferences } from '@signalbox/core';
import { InvalidValueError, type ManifestError, UnresolvedPlaceholderError } from './errors.ts';
import { type ManifestSource, placeOf } from './manifest-source.ts';
import { infrastructureBlock } from './placeholders.ts';

/** Says what a block is, not what it holds. */
const NO_VARIABLES = ['type', 'block_type_slug', '_block_type_slug'];

/** One reference for each field: the values are filled in when a run starts, and secrets stay out of the deployment. */
export function infrastructureVariables(
  source: ManifestSource,
  values: { readonly 'ib-block'?: string | null | undefined },
  found: FoundReferences,
  errors: ManifestError[],
): Readonly<Record<string, string>> {
  const text = values['ib-block'];
  if (text === null || text === undefined) return {};
  const place = placeOf(source, ['ib-block']);
  const block = infrastructureBlock(values);
  if (block === null) {
    const problem = `"${text}" names no block`;
    errors.push(
      new InvalidValueError({ ...place, problem, mend: 'Write TYPE/NAME, for instance kubernetes-job/production' }),
    );
    return {};
  }
  const data = found.blocks?.get(blockKey(block));
  if (data === undefined) {
    const problem = `there is no block "${block.block_document_name}" of type "${block.block_type_slug}"`;
    errors.push(
      new UnresolvedPlaceholderError({
        ...place,
        problem,
        mend: 'Create it, declare it below blocks, or correct the name',
      }),
    );
    return {};
  }
  const fields = Object.keys(data).filter((key) => data[key] !== null && !NO_VARIABLES.includes(key));
  const { block_type_slug, block_document_name } = block;
  return Object.fromEntries(
    fields.map((key) => [key, `{{ prefect.blocks.${block_type_slug}.${block_document_name}.${key} }}`]),
  );
}

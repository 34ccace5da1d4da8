// engine: what is known of collections: the workers, flows and blocks that packages bring along.
import { notFound } from '@signalbox/contract';
import workPoolTypes from './work-pool-types.json' with { type: 'json' };
import { WORKER_TYPE_TEXTS } from './worker-types.ts';

type View = Record<string, unknown>;

/** By package, then by type: the base job template of each, with what to install. */
function workerMetadata(): View {
  return Object.fromEntries(
    Object.entries(workPoolTypes).map(([collection, types]) => {
      const described = Object.entries(types).map(([type, metadata]) => {
        const text = WORKER_TYPE_TEXTS[type] ?? { display_name: type, description: '' };
        return [type, { ...metadata, ...text, install_command: `pip install ${collection}` }];
      });
      return [collection, Object.fromEntries(described)];
    }),
  );
}

/** No package's flows or blocks are known before somebody registers them: these views are empty. */
const VIEWS: { readonly [view: string]: () => View } = {
  'aggregate-worker-metadata': workerMetadata,
  'aggregate-flow-metadata': () => ({}),
  'aggregate-block-metadata': () => ({}),
};

/** @throws ApiError `not_found` */
export function readCollectionView(view: string): View {
  const read = Object.hasOwn(VIEWS, view) ? VIEWS[view] : undefined;
  if (!read) throw notFound(`View ${view}`);
  return read();
}

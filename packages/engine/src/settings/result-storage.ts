// engine: where runs keep their results unless they are told otherwise: a block that every client of the server uses.
import { BlockDocumentId, notFound, type ServerDefaultResultStorage } from '@signalbox/contract';
import { deleteServerSetting, findBlockDocument, findServerSetting, saveServerSetting } from '@signalbox/store';
import type { Engine } from '../engine.ts';

const SETTING = 'default_result_storage_block_id';

export async function readResultStorage(engine: Engine): Promise<ServerDefaultResultStorage> {
  const value = await findServerSetting(engine.store.read, SETTING);
  return { default_result_storage_block_id: value === null ? null : BlockDocumentId.parse(value) };
}

/** @throws ApiError `not_found` when there is no such block document */
export function setResultStorage(engine: Engine, id: BlockDocumentId): Promise<ServerDefaultResultStorage> {
  return engine.write(async ({ transaction, now }) => {
    if (!(await findBlockDocument(transaction, id))) throw notFound(`Block document ${id}`);
    await saveServerSetting(transaction, { name: SETTING, value: id, updated: now });
    return { default_result_storage_block_id: id };
  });
}

export function removeResultStorage(engine: Engine): Promise<void> {
  return engine.write(({ transaction }) => deleteServerSetting(transaction, SETTING));
}

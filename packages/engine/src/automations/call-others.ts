// engine: actions that call somebody else. They may be done twice when the server dies in between, never not at all.
import { type Action, ApiError, type RelatedResource } from '@signalbox/contract';
import type { DueAction } from '@signalbox/store';
import { ZodError } from 'zod';
import { readBlockDocument } from '../block-documents/read-documents.ts';
import type { Engine } from '../engine.ts';
import { NOTIFICATION_CALLS, webhookCall } from '../notifications/notification-calls.ts';
import { type CallAnswer, CallFailedError, callOut, type OutgoingCall } from '../notifications/outgoing-call.ts';
import { renderTemplate } from '../templates/template.ts';
import { ActionFailedError } from './action-failed.ts';
import type { ActionOutcome } from './automation-event.ts';

export type CallingAction = Extract<Action, { type: 'send-notification' | 'call-webhook' }>;

/** With the same key, whoever is called can tell a repetition. */
const KEY_HEADER = 'idempotency-key';

/** An answer that says that a later call may succeed. */
const mayPass = (status: number): boolean => status === 429 || status >= 500;

async function callOnce(due: DueAction, call: OutgoingCall): Promise<CallAnswer> {
  try {
    return await callOut({ ...call, headers: { ...call.headers, [KEY_HEADER]: due.id } });
  } catch (error) {
    if (!(error instanceof CallFailedError)) throw error;
    throw new ActionFailedError(error.message, { mayPass: true, cause: error });
  }
}

function detailsOf({ status, headers, body }: CallAnswer) {
  return { status_code: status, response_body: body, response_headers: headers };
}

async function documentOf(engine: Engine, id: CallingAction['block_document_id']) {
  const document = await readBlockDocument(engine, id, { include_secrets: true });
  const slug = document.block_type?.slug ?? '';
  const targets: RelatedResource[] = [
    {
      'prefect.resource.id': `prefect.block-document.${document.id}`,
      'prefect.resource.role': 'block',
      'prefect.resource.name': document.name ?? '',
    },
    { 'prefect.resource.id': `prefect.block-type.${slug}`, 'prefect.resource.role': 'block-type' },
  ];
  return { data: document.data, slug, targets };
}

function callsFor(
  action: CallingAction,
  { slug, data }: { slug: string; data: unknown },
  objects: Readonly<Record<string, unknown>>,
): OutgoingCall[] {
  if (action.type === 'call-webhook') {
    if (slug !== 'webhook') throw new ActionFailedError(`The block is of the type ${slug}, not webhook.`);
    return [webhookCall(data, renderTemplate(action.payload, objects))];
  }
  const calls = NOTIFICATION_CALLS.get(slug);
  if (calls === undefined)
    throw new ActionFailedError(
      `A block of the type ${slug} cannot notify; these can: ${[...NOTIFICATION_CALLS.keys()].join(', ')}.`,
    );
  return calls(data, {
    subject: renderTemplate(action.subject, objects),
    body: renderTemplate(action.body, objects),
  });
}

/** @throws ActionFailedError; TemplateError */
export async function callOthers(
  engine: Engine,
  due: DueAction,
  action: CallingAction,
  objects: Readonly<Record<string, unknown>>,
): Promise<ActionOutcome> {
  const { targets, ...block } = await documentOf(engine, action.block_document_id).catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error;
    throw new ActionFailedError(`The block ${action.block_document_id} is not there.`, { cause: error });
  });
  let details: Record<string, unknown> = {};
  for (const call of ofBlock(() => callsFor(action, block, objects))) {
    const answer = await callOnce(due, call);
    details = detailsOf(answer);
    if (answer.status >= 400)
      throw new ActionFailedError(`The call was answered with ${answer.status}.`, {
        details,
        mayPass: mayPass(answer.status),
      });
  }
  return { what: 'executed', targets, details: action.type === 'call-webhook' ? details : {} };
}

/** What a block lacks is told by the names of the fields, not by their values. */
function ofBlock<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const fields = error.issues.map(({ path }) => path.join('.'));
    throw new ActionFailedError(`The block lacks what is needed, or has it in another form: ${fields.join(', ')}.`);
  }
}

// automations: an action in words.
import type { Action } from '@signalbox/contract';
import { durationText } from '../../ui/time-format.ts';

export interface ActionText {
  readonly text: string;
  /** The id of the object that is named, and what it is; null where it is the one the event is about. */
  readonly target: { readonly kind: string; readonly id: string } | null;
}

const OBJECTS = {
  deployment: 'deployment',
  'work-pool': 'work pool',
  'work-queue': 'work queue',
  automation: 'automation',
} as const;

const inferred = (verb: string, object: string): ActionText => ({
  text: `${verb} the ${object} that the event is about`,
  target: null,
});

function onObject(verb: string, kind: keyof typeof OBJECTS, id: string | null): ActionText {
  const object = OBJECTS[kind];
  return id === null ? inferred(verb, object) : { text: `${verb} the ${object}`, target: { kind, id } };
}

const blockCall = (text: string, id: string): ActionText => ({ text, target: { kind: 'block-document', id } });

/** Says what is done. */
export function actionText(action: Action): ActionText {
  switch (action.type) {
    case 'do-nothing':
      return { text: 'Do nothing but tell that it fired', target: null };
    case 'run-deployment': {
      const later = action.schedule_after ? `, ${durationText(action.schedule_after)} later` : '';
      const { text, target } = onObject('Run', 'deployment', action.deployment_id);
      return { text: text + later, target };
    }
    case 'pause-deployment':
      return onObject('Pause', 'deployment', action.deployment_id);
    case 'resume-deployment':
      return onObject('Resume', 'deployment', action.deployment_id);
    case 'pause-work-pool':
      return onObject('Pause', 'work-pool', action.work_pool_id);
    case 'resume-work-pool':
      return onObject('Resume', 'work-pool', action.work_pool_id);
    case 'pause-work-queue':
      return onObject('Pause', 'work-queue', action.work_queue_id);
    case 'resume-work-queue':
      return onObject('Resume', 'work-queue', action.work_queue_id);
    case 'pause-automation':
      return onObject('Pause', 'automation', action.automation_id);
    case 'resume-automation':
      return onObject('Resume', 'automation', action.automation_id);
    case 'cancel-flow-run':
      return inferred('Cancel', 'run');
    case 'delete-flow-run':
      return inferred('Delete', 'run');
    case 'suspend-flow-run':
      return inferred('Suspend', 'run');
    case 'resume-flow-run':
      return inferred('Resume', 'run');
    case 'change-flow-run-state':
      return inferred(`Put into the state ${action.name ?? action.state}`, 'run');
    case 'send-notification':
      return blockCall(`Notify with “${action.subject}” by the block`, action.block_document_id);
    case 'call-webhook':
      return blockCall('Call the webhook of the block', action.block_document_id);
  }
}

// automations: trigger and actions as sentences.
import type { Action, Trigger } from '@signalbox/contract';
import { Link } from 'wouter';
import { useDeploymentNames } from '../names/index.ts';
import { type ActionText, actionText } from './action-text.ts';
import { type TriggerText, triggerText } from './trigger-text.ts';

export function TriggerInWords({ trigger }: { trigger: Trigger }) {
  return (
    <ul className="in-words in-words-alone">
      <TriggerLine line={triggerText(trigger)} />
    </ul>
  );
}

function TriggerLine({ line }: { line: TriggerText }) {
  return (
    <li>
      {line.text}
      {line.parts.length > 0 && (
        <ul>
          {line.parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: triggers have no other name and stand in their order
            <TriggerLine key={index} line={part} />
          ))}
        </ul>
      )}
    </li>
  );
}

export function ActionsInWords({ actions }: { actions: readonly Action[] }) {
  const lines = actions.map(actionText);
  const names = useDeploymentNames(lines.map(({ target }) => (target?.kind === 'deployment' ? target.id : null)));
  if (lines.length === 0) return <p className="faint">None.</p>;
  return (
    <ol className="in-words">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same action may be there twice, in its order
        <li key={index}>
          {line.text} <Target target={line.target} names={names} />
        </li>
      ))}
    </ol>
  );
}

const PAGES: Readonly<Record<string, string>> = { deployment: '/deployments/', automation: '/automations/' };

function Target({ target, names }: { target: ActionText['target']; names: ReadonlyMap<string, string> }) {
  if (target === null) return null;
  const { kind, id } = target;
  const text = names.get(id) ?? id;
  return PAGES[kind] === undefined ? <code>{text}</code> : <Link href={PAGES[kind] + id}>{text}</Link>;
}

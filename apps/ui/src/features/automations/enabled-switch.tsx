// automations: on or off.
import type { Automation } from '@signalbox/contract';
import { client, useChange } from '../../api/index.ts';
import { errorDetail } from '../../ui/error-detail.ts';
import { Switch } from '../../ui/switch.tsx';

export function EnabledSwitch({ automation }: { automation: Automation }) {
  const turn = useChange([['automations']], (enabled: boolean) =>
    client.automations.patch({ params: { id: automation.id }, body: { enabled } }),
  );
  return (
    <span className="row">
      <Switch
        label={`Automation ${automation.name}`}
        on={automation.enabled}
        disabled={turn.isPending}
        onChange={(enabled) => turn.mutate(enabled)}
      />
      {turn.error && <span role="alert">{errorDetail(turn.error).title}</span>}
    </span>
  );
}

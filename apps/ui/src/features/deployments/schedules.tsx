// deployments: its schedules, each with a switch.
import type { DeploymentResponse, DeploymentSchedule } from '@signalbox/contract';
import { client, useChange } from '../../api/index.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Switch } from '../../ui/switch.tsx';
import { scheduleText } from './schedule-text.ts';

export function Schedules({ deployment }: { deployment: DeploymentResponse }) {
  const turn = useChange(
    [['deployments'], ['flow_runs', 'many']],
    ({ schedule, active }: { schedule: DeploymentSchedule; active: boolean }) =>
      client.deployment_schedules.update({
        params: { id: deployment.id, schedule_id: schedule.id },
        body: { active },
      }),
  );
  if (deployment.schedules.length === 0) {
    return <p className="faint">None. It runs when someone asks for it.</p>;
  }
  return (
    <>
      {turn.error && <ErrorPanel error={turn.error} />}
      <ul className="schedules">
        {deployment.schedules
          .toSorted((a, b) => (a.created ?? '').localeCompare(b.created ?? ''))
          .map((schedule) => {
            const { words, rule, timezone } = scheduleText(schedule.schedule);
            const turning = turn.isPending && turn.variables.schedule.id === schedule.id;
            return (
              <li key={schedule.id}>
                <div>
                  <span className={schedule.active ? 'cell-title' : 'faint'}>{words}</span>
                  <div className="cell-note">
                    {rule !== null && <code>{rule}</code>} {timezone} {schedule.slug}
                  </div>
                </div>
                <Switch
                  label={`Schedule ${schedule.slug ?? words}`}
                  on={turning ? turn.variables.active : schedule.active}
                  disabled={turning}
                  onChange={(active) => turn.mutate({ schedule, active })}
                />
              </li>
            );
          })}
      </ul>
    </>
  );
}

// automations: the form, loaded when it is opened: it brings the schemas of the contract along.
import { type ComponentProps, lazy, Suspense } from 'react';
import { Skeleton } from '../../ui/query-view.tsx';

const Form = lazy(async () => ({ default: (await import('./automation-form.tsx')).AutomationForm }));

export function AutomationForm(props: ComponentProps<typeof Form>) {
  return (
    <Suspense fallback={<Skeleton rows={8} />}>
      <Form {...props} />
    </Suspense>
  );
}

import { Bell } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OutcomeBadge, outcomes } from '@/features/executions/outcome';
import { ApiProblem, NoAnswer, troubleOf } from '@/shared/api/problem';
import { type Entity, stages } from '@/shared/crm/entities';
import { StageBadge } from '@/shared/crm/StageBadge';
import { Badge, type Tone } from '@/shared/ui/Badge';
import { Button } from '@/shared/ui/Button';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import { Checkbox } from '@/shared/ui/Checkbox';
import { Choice } from '@/shared/ui/Choice';
import { ClosedState } from '@/shared/ui/ClosedState';
import { Copyable } from '@/shared/ui/Copyable';
import { DayField } from '@/shared/ui/DayField';
import { Dialog } from '@/shared/ui/Dialog';
import { EntityPicker } from '@/shared/ui/EntityPicker';
import { FactList } from '@/shared/ui/FactList';
import { Field } from '@/shared/ui/Field';
import { PageTitle } from '@/shared/ui/PageTitle';
import { SecretOnce } from '@/shared/ui/SecretOnce';
import { Segments } from '@/shared/ui/Segments';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { Switch } from '@/shared/ui/Switch';
import { TextArea } from '@/shared/ui/TextArea';

const tones: Tone[] = ['success', 'danger', 'warning', 'info', 'accent', 'neutral'];

/** Every component in all its states, for whoever builds pages. */
export function DesignPage() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [entity, setEntity] = useState<Entity | null>(null);
  const [day, setDay] = useState<string | null>(null);
  const [choice, setChoice] = useState('a');
  const [isOn, setIsOn] = useState(true);
  return (
    <>
      <PageTitle title={t('design.title')} lead={t('design.lead')} />
      <Card className="flex flex-wrap items-center gap-3 p-5">
        {(['primary', 'secondary', 'ghost', 'danger'] as const).map((look) => (
          <Button key={look} look={look}>
            {look}
          </Button>
        ))}
        <Button look="primary" busy>
          busy
        </Button>
        <Button disabled>disabled</Button>
        <Button look="ghost" size="icon" aria-label="icon">
          <Bell aria-hidden />
        </Button>
        <Button onClick={() => setOpen(true)}>dialog</Button>
      </Card>
      <Card className="flex flex-wrap gap-3 p-5">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        {outcomes.map((status) => (
          <OutcomeBadge key={status} status={status} />
        ))}
      </Card>
      <Card className="grid gap-5 p-5 sm:grid-cols-2">
        <Field label="Label" hint="A hint" placeholder="Placeholder" />
        <Field label="Label" error="What is wrong" defaultValue="value" />
        <TextArea label="Label" hint="A hint" rows={3} />
        <TextArea label="Label" error="What is wrong" rows={3} defaultValue="value" />
        <Choice
          label="Choice"
          value={choice}
          options={[
            { value: 'a', label: 'First' },
            { value: 'b', label: 'Second' },
          ]}
          onChange={setChoice}
        />
        <div>
          <Segments
            label="Segments"
            value={choice}
            options={[
              { value: 'a', label: 'First' },
              { value: 'b', label: 'Second' },
            ]}
            onChange={setChoice}
          />
        </div>
      </Card>
      <Card className="flex flex-wrap items-center gap-5 p-5">
        <Switch label="Switch" shown="Switch" checked={isOn} onChange={setIsOn} />
        <Switch label="Disabled" shown="Disabled" checked={false} disabled onChange={setIsOn} />
        <Checkbox label="Checkbox" hint="A hint" defaultChecked />
      </Card>
      <Card className="grid gap-5 p-5 sm:grid-cols-2">
        <SecretOnce label="Secret" secret="whsec_AAECAwQFBgcICQoLDA0ODw==" />
        <Copyable label="Copyable" value={'first line\nsecond line'} />
      </Card>
      <Card className="grid gap-5 p-5 sm:grid-cols-2">
        <EntityPicker type="organisation" label={t('entity.organisation')} value={entity} onChange={setEntity} />
        <DayField label={t('tasks.due')} empty={t('tasks.choose_day')} value={day} onChange={setDay} />
        <div className="flex flex-wrap gap-2">
          {stages.map((stage) => (
            <StageBadge key={stage} stage={stage} />
          ))}
        </div>
      </Card>
      <Card>
        <CardTitle title="Card title" />
        <FactList
          facts={[
            { label: 'Known', value: 'value' },
            { label: 'Unknown', value: null },
          ]}
        />
      </Card>
      <Card>
        <LoadingRows rows={2} />
      </Card>
      <Card>
        <EmptyState icon={Bell} title={t('workflows.empty')}>
          {t('workflows.empty_hint')}
        </EmptyState>
      </Card>
      <Card>
        {[new NoAnswer(null), new ApiProblem(401, null), new ApiProblem(403, null), new ApiProblem(404, null), new Error('A detail')].map(
          (error) => (
            <ErrorState key={troubleOf(error)} error={error} onRetry={() => {}} />
          ),
        )}
        <ClosedState title={t('closed.executions')} />
      </Card>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Dialog"
        description="A description"
        footer={<Button onClick={() => setOpen(false)}>{t('action.close')}</Button>}
      />
    </>
  );
}

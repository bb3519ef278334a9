import { useTranslation } from 'react-i18next';
import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useNumbers } from '@/shared/format/numbers';
import type { Day, Mark } from './queries';
import { dayName, marksByDay, type SeriesName, series } from './series';
import { useMarkName } from './useMarkName';

type Props = { days: Day[]; marks: Mark[]; shown: SeriesName[] };

/** A bar for each day. For eyes only: a table beside it says the same. */
export function DaysChart({ days, marks, shown }: Props) {
  const { i18n } = useTranslation();
  const numbers = useNumbers();
  const marked = marksByDay(marks);
  const ticks = { fontSize: 12, fill: 'var(--muted)' };
  return (
    <div aria-hidden className="h-64 w-full">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={days} margin={{ top: 12, right: 4, bottom: 0, left: 0 }} barCategoryGap="20%" accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="day"
            tickFormatter={(day: string) => dayName(day, i18n.language)}
            tick={ticks}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            minTickGap={28}
          />
          <YAxis allowDecimals={false} tickFormatter={numbers.whole} tick={ticks} tickLine={false} axisLine={false} width={44} />
          {days
            .filter((d) => marked.has(d.day))
            .map((d) => (
              <ReferenceLine key={d.day} x={d.day} stroke="var(--accent)" strokeDasharray="3 3" label={<MarkDot />} />
            ))}
          <Tooltip
            cursor={{ fill: 'var(--sunken)' }}
            isAnimationActive={false}
            content={({ active, payload }) =>
              active && payload[0] ? (
                <DayDetails day={payload[0].payload as Day} marks={marked.get((payload[0].payload as Day).day)} />
              ) : null
            }
          />
          {series
            .filter((s) => shown.includes(s.name))
            .map((s) => (
              <Bar
                key={s.key}
                dataKey={s.key}
                stackId="day"
                fill={s.colour}
                fillOpacity={s.name === 'skipped' ? 0.45 : 0.85}
                maxBarSize={28}
                isAnimationActive={false}
              />
            ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

/** Above a bar: something changed on that day. */
function MarkDot({ viewBox }: { viewBox?: { x?: number; y?: number } }) {
  return <circle cx={viewBox?.x ?? 0} cy={(viewBox?.y ?? 0) - 4} r={4} fill="var(--accent)" />;
}

function DayDetails({ day, marks = [] }: { day: Day; marks?: Mark[] | undefined }) {
  const { t, i18n } = useTranslation();
  const numbers = useNumbers();
  const markName = useMarkName();
  return (
    <div className="rounded-lg border bg-surface px-3 py-2 text-xs shadow-card">
      <p className="mb-1 font-medium">{dayName(day.day, i18n.language, 'long')}</p>
      {series.map((s) => (
        <p key={s.key} className="flex items-center gap-2">
          <span className={`size-2 rounded-sm ${s.swatch}`} />
          <span className="flex-1 pr-4 text-muted">{t(`stats.${s.name}`)}</span>
          <span className="tabular">{numbers.whole(day[s.key])}</span>
        </p>
      ))}
      {marks.map((mark) => (
        <p key={mark.at} className="mt-1 text-accent">
          {markName(mark)}
        </p>
      ))}
    </div>
  );
}

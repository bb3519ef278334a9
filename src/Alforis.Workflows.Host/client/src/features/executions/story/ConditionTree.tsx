import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isUnary, useFields } from '@/shared/format/fields';
import { cn } from '@/shared/ui/cn';
import { type GroupNode, isBrought, type Node, type Rule, withheldTerm } from './conditions';
import { isHint } from './types';

/** The explanation: groups and rules, each with what it asked for and what it met. */
export function ConditionTree({ tree }: { tree: GroupNode }) {
  return <Branch node={tree} />;
}

function Mark({ node }: { node: Node }) {
  const { t } = useTranslation();
  const Icon = !node.reached ? CircleDashed : node.holds ? CircleCheck : CircleX;
  return (
    <Icon
      role="img"
      className={cn('mt-0.5 size-4 shrink-0', !node.reached ? 'text-muted' : node.holds ? 'text-success' : 'text-danger')}
      aria-label={t(!node.reached ? 'story.not_reached' : node.holds ? 'execution.holds' : 'execution.fails')}
    />
  );
}

function Branch({ node }: { node: GroupNode }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="flex gap-2 font-medium">
        <Mark node={node} />
        {t(node.group === 'or' ? 'story.any' : node.group === 'not' ? 'story.none' : 'story.all')}
      </p>
      <ul className="ml-[0.45rem] flex flex-col gap-2.5 border-l pl-4">
        {node.children.map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no other identity, and the list never changes
          <li key={index}>{'rule' in child ? <Leaf node={child} rule={child.rule} /> : <Branch node={child} />}</li>
        ))}
      </ul>
    </div>
  );
}

function Leaf({ node, rule }: { node: Node; rule: Rule }) {
  const { t } = useTranslation();
  const { field, operator, value } = useFields();
  const show = (v: unknown) => (isHint(v) ? '…' : value(v));
  const count = rule.actual as { held?: number; elements?: number } | null | undefined;
  const isCount = (rule.operator === 'any' || rule.operator === 'all') && typeof count === 'object' && count !== null;
  const expected =
    withheldTerm(rule, field) ??
    (rule.expected_path
      ? `${field(rule.expected_path)} (${show(rule.expected)})`
      : rule.expected_term
        ? `${rule.expected_term} (${show(rule.expected)})`
        : show(rule.expected));
  return (
    <div className={cn('flex gap-2', !node.reached && 'text-muted')}>
      <Mark node={node} />
      <div className="min-w-0">
        <p className="break-words" title={`${rule.path} ${rule.operator}`}>
          <span className="first-letter:uppercase">{field(rule.path)}</span> <span className="text-muted">{operator(rule.operator)}</span>{' '}
          {!isUnary(rule.operator) && <strong className="font-medium">{expected}</strong>}
        </p>
        <p className="text-xs break-words text-muted">
          {isBrought(rule, rule.path)
            ? t('story.withheld')
            : isCount
              ? t('story.counted', { held: count.held ?? 0, elements: count.elements ?? 0 })
              : 'previous' in rule
                ? t('story.was', { before: show(rule.previous), value: show(rule.actual) })
                : t('story.found', { value: show(rule.actual) })}
          {!node.reached && ` · ${t('story.not_reached')}`}
        </p>
      </div>
    </div>
  );
}

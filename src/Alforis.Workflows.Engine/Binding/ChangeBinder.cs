using System.Collections.Immutable;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Finds the row before the change for <c>changed</c>, <c>changed_from</c> and <c>changed_to</c>.</summary>
internal sealed class ChangeBinder(BindingScope scope, DiagnosticBag diagnostics)
{
    private const string Previous = "previous";

    /// <summary>The same field of the previous row and the values asked for, or <see langword="null"/> and a diagnostic.</summary>
    public BoundChange? Bind(RuleDefinition rule, BoundPath left, ComparisonOperator @operator)
    {
        if (FindPrevious(rule, left, @operator) is not { } previous) return null;
        if (@operator == ComparisonOperator.Changed) return new BoundChange(previous, null);
        return BindValues(rule.Value!, left) is { } values ? new BoundChange(previous, values) : null;
    }

    private BoundPath? FindPrevious(RuleDefinition rule, BoundPath left, ComparisonOperator @operator)
    {
        var entity = scope.View.Entity;
        if (entity is null || PreviousOf(scope.View) is not { } root)
        {
            var triggers = scope.Schema.Triggers.Where(t => t.Views.Any(v => v.Entity is not null && PreviousOf(v) is not null)).Select(t => t.Name).ToList();
            diagnostics.Error(
                rule.Operator, DiagnosticCodes.ChangeNotKnown, $"'{@operator.Symbol()}' needs the values before the change, which this trigger does not have.",
                triggers.Count == 0 ? null : $"Triggers that have them: {string.Join(", ", triggers)}.");
            return null;
        }

        if (left.Root == PathRoot.Context && left.Steps is [var first, ..] && first == entity && StepsFrom(root, left) is { } steps)
        {
            var previous = new BoundPath(string.Join('.', steps.Select(s => s.Name).Concat(left.JsonSteps)), PathRoot.Context, steps, left.JsonSteps);
            scope.Paths?.Add(previous.Text);
            return previous;
        }

        var isOwn = left.Root == PathRoot.Context && left.Steps is [var start, _] && start == entity;
        diagnostics.Error(
            rule.Field, DiagnosticCodes.ChangeNotKnown,
            isOwn ? $"No event reports a change of '{left}'." : $"'{left}' is no field of '{entity.Name}' itself: only its own fields are known as they were before.",
            isOwn ? null : $"Compare with what '{Previous}' has, by == or !=.");
        return null;
    }

    private BoundLiteralList? BindValues(SourceNode value, BoundPath left)
    {
        if (value.Kind == SourceKind.Object)
        {
            diagnostics.Error(
                value, DiagnosticCodes.WrongType, "A change is from and to fixed values: a literal, null, or a list of them.",
                "For another field add a rule with ==.");
            return null;
        }

        if (value is { Kind: SourceKind.Array, Items.IsEmpty: true })
        {
            diagnostics.Error(value, DiagnosticCodes.EmptyList, "This list is empty: nothing is in it.", "Add a value, or write changed.");
            return null;
        }

        if (!LiteralBinder.HasBoundedLength(value, ParseLimits.MaxListItems, diagnostics)) return null;
        var nodes = value.Kind == SourceKind.Array ? value.Items : [value];
        var items = nodes.Select(i => LiteralBinder.Bind(i, ValueType.Of(left), scope.TimeZone, diagnostics)).ToList();
        return items.Contains(null) ? null : new BoundLiteralList([.. items!]);
    }

    /// <summary>The steps to the same field of the previous row; <see langword="null"/> when only the present one has it.</summary>
    private static ImmutableArray<FieldSchema>? StepsFrom(FieldSchema root, BoundPath path) => path.Steps switch
    {
        [{ Kind: ValueKind.Json }] when !path.JsonSteps.IsEmpty => [root],
        [_, { IsTracked: true } field] when root.Entity?.Find(field.Name) is { } previous && previous.Kind == field.Kind && previous.ItemKind == field.ItemKind =>
            [root, previous],
        _ => null,
    };

    /// <summary>The root that is the triggering entity before the change: of the same type, or both of none.</summary>
    private static FieldSchema? PreviousOf(TriggerView view) =>
        view.Find(Previous) is { Kind: ValueKind.Entity or ValueKind.Json } root && root.Kind == view.Entity?.Kind ? root : null;
}

using System.Collections.Immutable;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>A template whose names are resolved. Immutable.</summary>
internal sealed record BoundTemplate(ImmutableArray<BoundNode> Nodes)
{
    /// <summary>The expression when the template is exactly one placeholder, else <see langword="null"/>.</summary>
    public BoundExpression? Single => Nodes is [BoundOutput output] ? output.Expression : null;

    /// <summary>The text when the template has no placeholder, else <see langword="null"/>.</summary>
    public string? FixedText => Nodes.All(n => n is BoundFixedText) ? string.Concat(Nodes.Cast<BoundFixedText>().Select(n => n.Text)) : null;
}

/// <summary>A piece of a template.</summary>
internal abstract record BoundNode;

/// <summary>Text that stands for itself.</summary>
internal sealed record BoundFixedText(string Text) : BoundNode;

/// <summary>An expression whose value is written, escaped for where it goes; <see cref="SettingDestination.Text"/> for as it is.</summary>
internal sealed record BoundOutput(BoundExpression Expression, SettingDestination Escaping) : BoundNode;

/// <summary>The first branch whose condition is neither null nor false; the branch without a condition comes last.</summary>
internal sealed record BoundIf(ImmutableArray<BoundBranch> Branches) : BoundNode;

/// <summary>One branch of a <see cref="BoundIf"/>.</summary>
internal sealed record BoundBranch(BoundExpression? Condition, ImmutableArray<BoundNode> Body);

/// <summary>The body once for each element; loops are numbered by how deep they lie.</summary>
internal sealed record BoundFor(int Loop, BoundExpression List, ImmutableArray<BoundNode> Body) : BoundNode;

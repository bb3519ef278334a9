using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>A template as read: its structure is sound, its names are not yet resolved. Immutable.</summary>
internal sealed record TemplateSyntax(ImmutableArray<NodeSyntax> Nodes, ImmutableArray<TemplateError> Errors);

/// <summary>A piece of a template.</summary>
internal abstract record NodeSyntax(int Position);

/// <summary>Text that stands for itself.</summary>
internal sealed record TextSyntax(string Text, int Position) : NodeSyntax(Position);

/// <summary>An expression whose value is written.</summary>
internal sealed record OutputSyntax(ExpressionSyntax Expression, int Position) : NodeSyntax(Position);

/// <summary><c>if … else if … else … end</c>; the branch without a condition comes last.</summary>
internal sealed record IfSyntax(ImmutableArray<BranchSyntax> Branches, int Position) : NodeSyntax(Position);

/// <summary>One branch of an <see cref="IfSyntax"/>; <see langword="null"/> is the condition of <c>else</c>.</summary>
internal sealed record BranchSyntax(ExpressionSyntax? Condition, ImmutableArray<NodeSyntax> Body);

/// <summary><c>for variable in list … end</c>.</summary>
internal sealed record ForSyntax(string Variable, ExpressionSyntax List, ImmutableArray<NodeSyntax> Body, int Position) : NodeSyntax(Position);

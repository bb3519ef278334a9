using System.Collections.Immutable;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Definitions;

/// <summary>Reads the members of an object that stand under names of older definitions. The one place where such names are resolved.</summary>
internal static class OlderNames
{
    /// <summary>The object with its members under today's names, each with a notice; the same instance when they are all today's.</summary>
    /// <param name="node">The object; anything else is returned as it is.</param>
    /// <param name="meaning">Today's name for a name of older definitions; <see langword="null"/> for every other name.</param>
    /// <param name="diagnostics">Where notices go, and errors about what is given under both names.</param>
    public static SourceNode Replace(SourceNode node, Func<string, string?> meaning, DiagnosticBag diagnostics)
    {
        if (node.Kind != SourceKind.Object) return node;
        foreach (var item in node.Items)
        {
            if (meaning(item.Name!) is not null) return Rename(node, meaning, diagnostics);
        }

        return node;
    }

    private static SourceNode Rename(SourceNode node, Func<string, string?> meaning, DiagnosticBag diagnostics)
    {
        var members = ImmutableArray.CreateBuilder<SourceNode>(node.Items.Length);
        foreach (var item in node.Items)
        {
            if (meaning(item.Name!) is not { } meant)
            {
                // Null counts as left out, also beside the older name.
                if (item.Kind != SourceKind.Null || !node.Items.Any(i => meaning(i.Name!) == item.Name)) members.Add(item);
            }
            else if (node[meant] is { Kind: not SourceKind.Null } || members.Any(m => m.Name == meant))
            {
                diagnostics.Error(
                    item, DiagnosticCodes.DuplicateMember, $"'{item.Name}' means '{meant}', which stands here too.", $"Remove '{item.Name}'.");
            }
            else
            {
                diagnostics.ReadName(item, item.Name!, meant);
                members.Add(item.As(meant));
            }
        }

        return node.With(members.ToImmutable());
    }
}

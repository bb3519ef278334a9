using System.Collections.Frozen;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>The operators that French words mean, for suggestions: definitions are written in one language.</summary>
internal static class FrenchOperators
{
    private static readonly FrozenDictionary<string, string> Symbols = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["egal"] = "==",
        ["egale"] = "==",
        ["different"] = "!=",
        ["differente"] = "!=",
        ["pas_egal"] = "!=",
        ["superieur"] = ">",
        ["superieure"] = ">",
        ["plus_grand"] = ">",
        ["superieur_ou_egal"] = ">=",
        ["superieure_ou_egale"] = ">=",
        ["au_moins"] = ">=",
        ["inferieur"] = "<",
        ["inferieure"] = "<",
        ["plus_petit"] = "<",
        ["inferieur_ou_egal"] = "<=",
        ["inferieure_ou_egale"] = "<=",
        ["au_plus"] = "<=",
        ["contient"] = "contains",
        ["ne_contient_pas"] = "not_contains",
        ["dans"] = "in",
        ["parmi"] = "in",
        ["pas_dans"] = "not_in",
        ["hors"] = "not_in",
        ["commence_par"] = "starts_with",
        ["finit_par"] = "ends_with",
        ["termine_par"] = "ends_with",
        ["se_termine_par"] = "ends_with",
        ["correspond"] = "matches",
        ["entre"] = "between",
        ["vide"] = "is_empty",
        ["non_vide"] = "is_not_empty",
        ["pas_vide"] = "is_not_empty",
        ["change"] = "changed",
        ["modifie"] = "changed",
        ["passe"] = "changed_to",
        ["tous"] = "all",
        ["toutes"] = "all",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The symbol that a word means, whatever its accents, with or without « est » before and « à » after; else <see langword="null"/>.</summary>
    public static string? Find(string word)
    {
        var folded = NearestName.Fold(word);
        if (folded.StartsWith("est_", StringComparison.Ordinal)) folded = folded[4..];
        if (folded.EndsWith("_a", StringComparison.Ordinal) || folded.EndsWith("_de", StringComparison.Ordinal)) folded = folded[..folded.LastIndexOf('_')];
        return Symbols.GetValueOrDefault(folded);
    }
}

using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>One setting of an action or a trigger. Immutable, thread-safe.</summary>
public sealed record SettingSchema
{
    /// <summary>The member's name in <c>config</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The type; of each element when <see cref="IsList"/>.</summary>
    public required SettingKind Kind { get; init; }

    /// <summary>Whether a list may be given; one value alone counts as a list of one.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether strings may contain placeholders.</summary>
    public bool AllowsTemplate { get; init; } = true;

    /// <summary>Whether a JSON number may stand where text is expected, as for an id.</summary>
    public bool AllowsNumber { get; init; }

    /// <summary>The allowed values of a <see cref="SettingKind.Choice"/>, empty otherwise.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Choices by further words for them, in lower case, without accents, with underscores for spaces and hyphens.</summary>
    public IReadOnlyDictionary<string, string> ChoiceAliases { get; init; } = ValueAliases.None;

    /// <summary>Names that older definitions use for it.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Values to be proposed where it is missing: the first whose placeholders the workflow's trigger offers.</summary>
    public ImmutableArray<string> Examples { get; init; } = [];

    /// <summary>Smallest allowed number, inclusive; <see langword="null"/> for none.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Largest allowed number, inclusive; <see langword="null"/> for none.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Longest allowed text in UTF-16 code units.</summary>
    public int MaxLength { get; init; } = 100_000;

    /// <summary>Where its text goes; <see cref="SettingDestination.Text"/> by default.</summary>
    public SettingDestination Destination { get; init; }

    /// <summary>What fixed text, or each fixed text of a <see cref="SettingKind.Map"/>, must look like; <see langword="null"/> when any text will do.</summary>
    public ISettingFormat? Format { get; init; }

    /// <summary>For <see cref="SettingKind.Map"/>: what the members' names must look like; <see langword="null"/> when any will do.</summary>
    public ISettingFormat? NameFormat { get; init; }

    /// <summary>For <see cref="SettingKind.FieldValue"/>: the setting that names the field.</summary>
    public string? FieldSetting { get; init; }

    /// <summary>For <see cref="SettingKind.FieldValue"/>: text that may stand for a literal; <see langword="null"/> when none may.</summary>
    public IFieldValueFormat? ValueFormat { get; init; }
}

using System.Collections.Frozen;
using System.Globalization;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>
/// The words of one language. Number and date formats are written here and not taken from the system's culture data, so that
/// every machine says the same.
/// </summary>
internal sealed record ExplanationWords
{
    public required string Fires { get; init; }

    public required string DoesNotFire { get; init; }

    public required string FilterExcludes { get; init; }

    public required string Runs { get; init; }

    public required string IsSkipped { get; init; }

    public required string NoWhen { get; init; }

    public required string NoConditions { get; init; }

    public required string Colon { get; init; }

    public required string Is { get; init; }

    public required string HasNoValue { get; init; }

    public required string NothingAt { get; init; }

    public required string Expected { get; init; }

    public required string Not { get; init; }

    public required string And { get; init; }

    public required string Or { get; init; }

    public required string Filter { get; init; }

    public required string Conditions { get; init; }

    public required string None { get; init; }

    public required string NotReached { get; init; }

    public required string Null { get; init; }

    public required string True { get; init; }

    public required string False { get; init; }

    public required string Quote { get; init; }

    public required string Date { get; init; }

    public required string Moment { get; init; }

    public required NumberFormatInfo Numbers { get; init; }

    /// <summary>What to add to some reasons.</summary>
    public required FrozenDictionary<RuleReason, string> Reasons { get; init; }

    /// <summary>Operators that are not written as signs.</summary>
    public required FrozenDictionary<string, string> Operators { get; init; }

    public static ExplanationWords English { get; } = new()
    {
        Fires = "Fires",
        DoesNotFire = "Does not fire",
        FilterExcludes = "Does not fire, the trigger's filter excludes the event",
        Runs = "Runs",
        IsSkipped = "Is skipped",
        NoWhen = "it has no condition of its own",
        NoConditions = "there are no conditions",
        Colon = ": ",
        Is = "is",
        HasNoValue = "has no value",
        NothingAt = "{0} is null",
        Expected = "expected",
        Not = "not",
        And = "and",
        Or = "or",
        Filter = "filter",
        Conditions = "conditions",
        None = "none",
        NotReached = "not reached",
        Null = "null",
        True = "true",
        False = "false",
        Quote = "\"{0}\"",
        Date = "yyyy-MM-dd",
        Moment = "yyyy-MM-dd HH:mm:ss zzz",
        Numbers = Format(",", "."),
        Reasons = Of(
            (RuleReason.TypesDiffer, "the types differ"),
            (RuleReason.NotOrdered, "these values have no order"),
            (RuleReason.ListIsEmpty, "the list is empty")),
        Operators = Of(("contains", "containing"), ("not_contains", "not containing"), ("in", "one of"), ("not_in", "none of")),
    };

    public static ExplanationWords French { get; } = new()
    {
        Fires = "Se déclenche",
        DoesNotFire = "Ne se déclenche pas",
        FilterExcludes = "Ne se déclenche pas, le filtre du déclencheur écarte l'événement",
        Runs = "S'exécute",
        IsSkipped = "Est sautée",
        NoWhen = "elle n'a pas de condition propre",
        NoConditions = "il n'y a pas de condition",
        Colon = " : ",
        Is = "vaut",
        HasNoValue = "n'a pas de valeur",
        NothingAt = "{0} est vide",
        Expected = "attendu",
        Not = "pas",
        And = "et",
        Or = "ou",
        Filter = "filtre",
        Conditions = "conditions",
        None = "aucun",
        NotReached = "non atteint",
        Null = "vide",
        True = "vrai",
        False = "faux",
        Quote = "« {0} »",
        Date = "dd/MM/yyyy",
        Moment = "dd/MM/yyyy HH:mm:ss zzz",
        Numbers = Format("\u202F", ","),
        Reasons = Of(
            (RuleReason.TypesDiffer, "les types diffèrent"),
            (RuleReason.NotOrdered, "ces valeurs n'ont pas d'ordre"),
            (RuleReason.ListIsEmpty, "la liste est vide")),
        Operators = Of(("contains", "contenant"), ("not_contains", "ne contenant pas"), ("in", "parmi"), ("not_in", "hors de")),
    };

    public static ExplanationWords For(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return culture.TwoLetterISOLanguageName == "fr" ? French : English;
    }

    /// <summary>The same language, speaking of an action instead of a workflow.</summary>
    public ExplanationWords ForAction() => this with { Fires = Runs, DoesNotFire = IsSkipped, NoConditions = NoWhen };

    public string Operator(string symbol) => Operators.GetValueOrDefault(symbol, symbol);

    private static NumberFormatInfo Format(string group, string point)
    {
        var format = (NumberFormatInfo)NumberFormatInfo.InvariantInfo.Clone();
        format.NumberGroupSeparator = group;
        format.NumberDecimalSeparator = point;
        return NumberFormatInfo.ReadOnly(format);
    }

    private static FrozenDictionary<TKey, string> Of<TKey>(params (TKey Key, string Word)[] words)
        where TKey : notnull => words.ToFrozenDictionary(w => w.Key, w => w.Word);
}

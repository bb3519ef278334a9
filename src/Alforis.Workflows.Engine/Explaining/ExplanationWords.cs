using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;

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

    /// <summary>What stands before what should not have been.</summary>
    public required string NotExpected { get; init; }

    public required string Not { get; init; }

    public required string And { get; init; }

    public required string Or { get; init; }

    public required string Filter { get; init; }

    public required string Conditions { get; init; }

    public required string NoFilter { get; init; }

    public required string NoConditionsAtAll { get; init; }

    public required string NotReached { get; init; }

    public required string Null { get; init; }

    public required string True { get; init; }

    public required string False { get; init; }

    public required string Quote { get; init; }

    /// <summary>What stands between the elements of a list.</summary>
    public required string List { get; init; }

    public required string Date { get; init; }

    public required string Moment { get; init; }

    /// <summary>Of a range: {0} and {1} are its ends.</summary>
    public required string Between { get; init; }

    public required string Change { get; init; }

    public required string ChangeFrom { get; init; }

    public required string ChangeTo { get; init; }

    public required string NoChange { get; init; }

    public required string NoChangeFrom { get; init; }

    public required string NoChangeTo { get; init; }

    /// <summary>Null as what something changes from or to.</summary>
    public required string NullState { get; init; }

    public required string OneOf { get; init; }

    /// <summary>{0} went from {1} to {2}.</summary>
    public required string Went { get; init; }

    /// <summary>{0} had no value and became {1}.</summary>
    public required string WentFromNull { get; init; }

    /// <summary>{0} was {1} and has no value any more.</summary>
    public required string WentToNull { get; init; }

    /// <summary>{0} is still {1}.</summary>
    public required string Unchanged { get; init; }

    /// <summary>What stands before the value before a change.</summary>
    public required string Before { get; init; }

    /// <summary>{0} of {1}.</summary>
    public required string Of { get; init; }

    public required string IgnoringCase { get; init; }

    public required string Now { get; init; }

    public required string Today { get; init; }

    /// <summary>Singular and plural of each unit of time, in their order.</summary>
    public required ImmutableArray<(string One, string Many)> Units { get; init; }

    /// <summary>A workflow acts {0} later.</summary>
    public required string Acts { get; init; }

    /// <summary>A workflow acts {0} later if its conditions hold then, too.</summary>
    public required string ActsIfStill { get; init; }

    /// <summary>After {0}.</summary>
    public required string After { get; init; }

    /// <summary>Tried at most {0} times; {1} says how long is waited.</summary>
    public required string Attempts { get; init; }

    /// <summary>Tried once.</summary>
    public required string Once { get; init; }

    /// <summary>Waits {0} between attempts.</summary>
    public required string Waits { get; init; }

    /// <summary>Waits {0} at first, {1} at last.</summary>
    public required string GrowingWaits { get; init; }

    /// <summary>{0}, which is 0 or 1, of {1} elements of {2} meets the condition {3}.</summary>
    public required string OneElementMeets { get; init; }

    /// <summary>{0} of {1} elements of {2} meet the condition {3}.</summary>
    public required string ElementsMeet { get; init; }

    public required string AtLeastOne { get; init; }

    public required string Every { get; init; }

    /// <summary>Of elements, the opposite of <see cref="AtLeastOne"/>.</summary>
    public required string None { get; init; }

    /// <summary>Of elements, the opposite of <see cref="Every"/>.</summary>
    public required string NotEvery { get; init; }

    /// <summary>{0} has an element that meets {1}.</summary>
    public required string Any { get; init; }

    /// <summary>All elements of {0} meet {1}.</summary>
    public required string All { get; init; }

    /// <summary>The element number {0}, counted from 1.</summary>
    public required string Element { get; init; }

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
        NotExpected = "expected not",
        Not = "not",
        And = "and",
        Or = "or",
        Filter = "filter",
        Conditions = "conditions",
        NoFilter = "none",
        NoConditionsAtAll = "none",
        NotReached = "not reached",
        Null = "null",
        True = "true",
        False = "false",
        Quote = "\"{0}\"",
        List = "; ",
        Date = "yyyy-MM-dd",
        Moment = "yyyy-MM-dd HH:mm:ss zzz",
        Between = "between {0} and {1}",
        Change = "a change",
        ChangeFrom = "a change from {0}",
        ChangeTo = "a change to {0}",
        NoChange = "no change",
        NoChangeFrom = "no change from {0}",
        NoChangeTo = "no change to {0}",
        NullState = "null",
        OneOf = "one of",
        Went = "{0} went from {1} to {2}",
        WentFromNull = "{0} went from null to {1}",
        WentToNull = "{0} went from {1} to null",
        Unchanged = "{0} has not changed from {1}",
        Before = "before",
        Of = "{0} of {1}",
        IgnoringCase = "ignoring case",
        Now = "now",
        Today = "today",
        Units = [("second", "seconds"), ("minute", "minutes"), ("hour", "hours"), ("day", "days"), ("week", "weeks"), ("month", "months"), ("year", "years")],
        Acts = ", and acts after {0}",
        ActsIfStill = ", and acts after {0} if the conditions still hold",
        After = "after {0}",
        Attempts = ", in up to {0} attempts ({1})",
        Once = ", in one attempt",
        Waits = "waiting up to {0}",
        GrowingWaits = "waiting up to {0}, later up to {1}",
        OneElementMeets = "{0} of {1} elements of {2} meets {3}",
        ElementsMeet = "{0} of {1} elements of {2} meet {3}",
        AtLeastOne = "at least one",
        Every = "all of them",
        None = "none of them",
        NotEvery = "not all of them",
        Any = "at least one of {0} meets {1}",
        All = "all of {0} meet {1}",
        Element = "element {0}",
        Numbers = Format(",", "."),
        Reasons = Dictionary(
            (RuleReason.TypesDiffer, "the types differ"),
            (RuleReason.NotOrdered, "these values have no order"),
            (RuleReason.ListIsEmpty, "the list is empty"),
            (RuleReason.TextIsTooLong, "the text is too long to be searched")),
        Operators = Dictionary(
            ("contains", "containing"), ("not_contains", "not containing"), ("in", "one of"), ("not_in", "none of"),
            ("starts_with", "starting with"), ("ends_with", "ending with"), ("matches", "matching"),
            ("is_empty", "empty"), ("is_not_empty", "not empty")),
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
        Colon = "\u00A0: ",
        Is = "vaut",
        HasNoValue = "n'a pas de valeur",
        NothingAt = "{0} est vide",
        Expected = "attendu",
        NotExpected = "ne devait pas être",
        Not = "pas",
        And = "et",
        Or = "ou",
        Filter = "filtre",
        Conditions = "conditions",
        NoFilter = "aucun",
        NoConditionsAtAll = "aucune",
        NotReached = "non atteint",
        Null = "vide",
        True = "vrai",
        False = "faux",
        Quote = "«\u00A0{0}\u00A0»",
        List = "\u202F; ",
        Date = "dd/MM/yyyy",
        Moment = "dd/MM/yyyy HH:mm:ss zzz",
        Between = "entre {0} et {1}",
        Change = "un changement",
        ChangeFrom = "un changement depuis {0}",
        ChangeTo = "un passage à {0}",
        NoChange = "aucun changement",
        NoChangeFrom = "aucun changement depuis {0}",
        NoChangeTo = "aucun passage à {0}",
        NullState = "l'état vide",
        OneOf = "l'un de",
        Went = "{0} est passé de {1} à {2}",
        WentFromNull = "{0} était vide, est devenu {1}",
        WentToNull = "{0} valait {1}, est devenu vide",
        Unchanged = "{0} n'a pas changé et reste {1}",
        Before = "avant",
        Of = "{0} sur {1}",
        IgnoringCase = "sans égard à la casse",
        Now = "maintenant",
        Today = "aujourd'hui",
        Units = [("seconde", "secondes"), ("minute", "minutes"), ("heure", "heures"), ("jour", "jours"), ("semaine", "semaines"), ("mois", "mois"), ("an", "ans")],
        Acts = ", et agit après {0}",
        ActsIfStill = ", et agit après {0} si les conditions tiennent encore",
        After = "après {0}",
        Attempts = ", en {0} essais au plus ({1})",
        Once = ", en un seul essai",
        Waits = "attente de {0} au plus",
        GrowingWaits = "attente de {0} au plus, puis jusqu'à {1}",
        OneElementMeets = "{0} élément sur {1} de {2} remplit {3}",
        ElementsMeet = "{0} éléments sur {1} de {2} remplissent {3}",
        AtLeastOne = "au moins un",
        Every = "tous",
        None = "aucun",
        NotEvery = "pas tous",
        Any = "au moins un de {0} remplit {1}",
        All = "tous ceux de {0} remplissent {1}",
        Element = "élément {0}",
        Numbers = Format("\u202F", ","),
        Reasons = Dictionary(
            (RuleReason.TypesDiffer, "les types diffèrent"),
            (RuleReason.NotOrdered, "ces valeurs n'ont pas d'ordre"),
            (RuleReason.ListIsEmpty, "la liste est vide"),
            (RuleReason.TextIsTooLong, "le texte est trop long pour y chercher")),
        Operators = Dictionary(
            ("contains", "contenant"), ("not_contains", "ne contenant pas"), ("in", "parmi"), ("not_in", "hors de"),
            ("starts_with", "commençant par"), ("ends_with", "finissant par"), ("matches", "conforme à"),
            ("is_empty", "vide"), ("is_not_empty", "non vide")),
    };

    public static ExplanationWords For(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return culture.TwoLetterISOLanguageName == "fr" ? French : English;
    }

    /// <summary>The same language, speaking of an action instead of a workflow.</summary>
    /// <param name="delay">How long is waited before it.</param>
    /// <param name="retry">How often it is tried.</param>
    public ExplanationWords ForAction(Delay? delay, RetryPolicy? retry) => this with { Fires = Runs + new WaitWording(this).Of(delay, retry), DoesNotFire = IsSkipped, NoConditions = NoWhen };

    /// <summary>An amount of time without its sign: <c>7 jours</c>.</summary>
    public string Amount(TimeAmount amount)
    {
        var (one, many) = Units[(int)amount.Unit];
        var count = Math.Abs(amount.Count);
        return $"{count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";
    }

    public string Operator(string symbol) => Operators.GetValueOrDefault(symbol, symbol);

    private static NumberFormatInfo Format(string group, string point)
    {
        var format = (NumberFormatInfo)NumberFormatInfo.InvariantInfo.Clone();
        format.NumberGroupSeparator = group;
        format.NumberDecimalSeparator = point;
        return NumberFormatInfo.ReadOnly(format);
    }

    private static FrozenDictionary<TKey, string> Dictionary<TKey>(params (TKey Key, string Word)[] words)
        where TKey : notnull => words.ToFrozenDictionary(w => w.Key, w => w.Word);
}

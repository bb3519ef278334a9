using System.Text.Json;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation.Naive;

/// <summary>Makes contexts in which anything may be null, strange or extreme, from few values so that they often meet.</summary>
internal sealed class RandomScope(Random random)
{
    public static readonly string[] Texts =
        ["", "a", "A", "abc", "é", "e\u0301", "Éric", "😀", "a😀b", "signe", "SIGNÉ", "Vert", "5", "true", "null", "rouge", "\u212A", " ", "x\ny"];

    private static readonly string[] Stages = ["prospect", "negociation", "en_cours", "signe"];
    private static readonly decimal[] Decimals = [0, 1, -1, 5, 5.0m, 5.5m, 0.1m, 255, decimal.MaxValue, decimal.MinValue, 0.0000000001m, 123456789.123456789m];
    private static readonly double[] Doubles =
        [0, -0.0, 1, -1, 5, 5.5, 0.1, 255, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, 123456789.123456789];

    private static readonly string[] Documents =
    [
        "null", "{}", "[]", "5", "\"a\"", "true", """{"a":5,"b":"é","c":null,"d":[1,"a",null,5.0,true],"e":{"a":{"b":5.5}},"f":false}""",
        """{"a":"abc","b":1e400,"c":-1e-400,"d":{"a":1},"e":{"a":[]},"f":"true"}""", """{"a":1,"a":5,"b":"\ud83d\ude00","d":["😀","SIGNÉ"],"e":5}""",
    ];

    public Scope Next() => new()
    {
        Item = Item(),
        Previous = Maybe(Item),
        Team = Maybe(() => Owner(1)),
        Change = Maybe(() => new Change(Some<string>(["name", "stage", "note"]), Maybe(() => Pick(Texts)))),
        Payload = MaybeValue(() => JsonElement.Parse(Pick(Documents), new JsonDocumentOptions { AllowDuplicateProperties = true })),
    };

    private Item Item() => new()
    {
        Id = Pick<int>([0, 1, 5, -1, int.MaxValue, int.MinValue]),
        Count = MaybeValue(() => Pick<int>([0, 1, 5, 255])),
        Big = Pick<long>([0, 5, 9007199254740993, long.MaxValue, long.MinValue]),
        Level = Pick<byte>([0, 1, 5, 255]),
        Huge = Pick<ulong>([0, 5, ulong.MaxValue]),
        Amount = Pick(Decimals),
        Price = MaybeValue(() => Pick(Decimals)),
        Ratio = Pick(Doubles),
        Score = MaybeValue(() => Pick(Doubles)),
        Name = Pick(Texts),
        Note = Maybe(() => Pick(Texts)),
        Active = random.Next(2) == 0,
        Approved = MaybeValue(() => random.Next(2) == 0),
        Day = Day(),
        Due = MaybeValue(Day),
        Created = new DateTime(Ticks(), Pick<DateTimeKind>([DateTimeKind.Utc, DateTimeKind.Unspecified, DateTimeKind.Local])),
        Seen = MaybeValue(() => new DateTime(Ticks(), DateTimeKind.Utc)),
        Moment = Moment(),
        Deadline = MaybeValue(Moment),
        Colour = Pick<Couleur>([Couleur.Rouge, Couleur.BleuClair, Couleur.Vert]),
        Accent = MaybeValue(() => Pick<Couleur>([Couleur.Rouge, Couleur.BleuClair])),
        Stage = Pick(Stages),
        OldStage = Maybe(() => Pick(Stages)),
        Tags = Some(Texts),
        Labels = Maybe(() => Some(Texts)),
        Numbers = [.. Some<int>([0, 1, 5, int.MaxValue])],
        Weights = Maybe(() => Some(Doubles).ToArray()),
        Visits = Maybe(() => Some<DateTime>([new DateTime(Ticks(), DateTimeKind.Utc), new DateTime(Ticks(), DateTimeKind.Unspecified)])),
        Documents = [.. Some(Documents).Select(d => JsonElement.Parse(d, new JsonDocumentOptions { AllowDuplicateProperties = true }))],
        Owner = Maybe(() => Owner(0)),
        Contacts = Maybe(() => Enumerable.Range(0, random.Next(4)).Select(_ => Maybe(() => Owner(1))).ToList()),
        Data = MaybeValue(() => JsonElement.Parse(Pick(Documents), new JsonDocumentOptions { AllowDuplicateProperties = true })),
    };

    private Owner Owner(int depth) => new()
    {
        Id = random.Next(6),
        Email = Maybe(() => Pick(Texts)),
        Age = MaybeValue(() => Pick<int>([0, 5, -1])),
        Address = Maybe(() => new Address(Maybe(() => Pick(Texts)), MaybeValue(() => Pick(Decimals)))),
        Phones = Some(Texts),
        Reports = depth > 1 ? null : Maybe(() => Enumerable.Range(0, random.Next(3)).Select(_ => Owner(depth + 1)).ToList()),
        Manager = depth > 2 ? null : Maybe(() => Owner(depth + 1)),
    };

    private DateOnly Day() => Pick<DateOnly>([new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 1), new DateOnly(2026, 12, 31), DateOnly.MinValue, DateOnly.MaxValue]);

    /// <summary>Among them midnight in Paris in summer and in winter.</summary>
    private long Ticks() => Pick<long>([
        new DateTime(2026, 3, 31, 22, 0, 0).Ticks, new DateTime(2026, 3, 31).Ticks, new DateTime(2026, 1, 14, 23, 0, 0).Ticks, 0, DateTime.MaxValue.Ticks]);

    private DateTimeOffset Moment() =>
        new DateTimeOffset(Pick<long>([TestSchema.Now.Ticks, new DateTime(2026, 3, 31, 22, 0, 0).Ticks, new DateTime(2026, 1, 14, 23, 0, 0).Ticks]), TimeSpan.Zero)
            .ToOffset(TimeSpan.FromHours(random.Next(-3, 4)));

    private List<T> Some<T>(IReadOnlyList<T> from) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => Pick(from))];

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private T? Maybe<T>(Func<T> make)
        where T : class => random.Next(10) < 3 ? null : make();

    private T? MaybeValue<T>(Func<T> make)
        where T : struct => random.Next(10) < 3 ? null : make();
}

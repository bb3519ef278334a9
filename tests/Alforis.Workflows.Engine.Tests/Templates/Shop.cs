using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Templates;

/// <summary>What the templates of these tests are rendered from: single values, lists of them, lists of objects, free JSON.</summary>
internal sealed class Shop
{
    public Order? Order { get; init; }

    public List<Product> Products { get; init; } = [];

    public List<Product>? NoProducts { get; init; }

    public JsonElement Payload { get; init; }
}

internal sealed class Order
{
    public long Id { get; init; }

    public string? Name { get; init; }

    public string? Note { get; init; }

    public decimal Amount { get; init; }

    public decimal? Rebate { get; init; }

    public double Ratio { get; init; }

    public int Count { get; init; }

    public bool Paid { get; init; }

    public DateOnly Day { get; init; }

    public DateOnly? Due { get; init; }

    public DateTimeOffset Placed { get; init; }

    [EnumValues("open", "en_cours", "closed")]
    public string Stage { get; init; } = "open";

    public List<string> Tags { get; init; } = [];

    public int[] Numbers { get; init; } = [];

    public Product? Gift { get; init; }
}

internal sealed record Product(string Title, decimal? Price, Maker? Maker, List<string> Colours, JsonElement Extra);

internal sealed record Maker(string Name, int Founded);

internal sealed record LetterSettings
{
    public required string Title { get; init; }

    [Setting(Destination = SettingDestination.Html)]
    public string? Html { get; init; }

    [Setting(Destination = SettingDestination.Header)]
    public string? Subject { get; init; }

    [Setting(Destination = SettingDestination.Address, Format = typeof(AtSignFormat))]
    public IReadOnlyList<string>? To { get; init; }

    [Setting(Destination = SettingDestination.Address, Format = typeof(AtSignFormat))]
    public string? ReplyTo { get; init; }

    [Setting(Destination = SettingDestination.Url, Format = typeof(SecureFormat))]
    public string? Url { get; init; }

    [Setting(Destination = SettingDestination.Header)]
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public int? Days { get; init; }

    public decimal? Price { get; init; }

    public bool? Urgent { get; init; }

    public JsonElement? Body { get; init; }

    public IReadOnlyList<string>? Lines { get; init; }
}

internal sealed record SendSettings
{
    [Setting(Destination = SettingDestination.Address, Format = typeof(AtSignFormat))]
    public required IReadOnlyList<string> To { get; init; }
}

public sealed class AtSignFormat : ISettingFormat
{
    public string? Check(string text) => text.Count(c => c == '@') == 1 && !text.Contains('\n', StringComparison.Ordinal) ? null : $"'{text}' is no address.";
}

public sealed class SecureFormat : ISettingFormat
{
    public string? Check(string text) => text.StartsWith("https://", StringComparison.Ordinal) ? null : $"'{text}' must begin with https://.";
}

internal static class ShopSchema
{
    /// <summary>Half past midnight on 1 April in Paris, still 31 March in UTC.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 31, 22, 30, 0, TimeSpan.Zero);

    public static WorkflowSchema Schema { get; } = WorkflowSchema.For<Shop>(s => s
        .DefaultTimeZone("Europe/Paris")
        .Trigger("order_placed", t => t.View(c => c.Order, ("products", c => c.Products), ("no_products", c => c.NoProducts), ("payload", c => c.Payload)))
        .Action<LetterSettings>("write")
        .Action<SendSettings>("send"));

    public static WorkflowCompiler<Shop> Compiler { get; } = new(Schema);

    public static Shop Example { get; } = new()
    {
        Order = new Order
        {
            Id = 7, Name = "Été & <Fils>", Amount = 1250.50m, Ratio = 0.1, Count = 3, Paid = true, Day = new DateOnly(2016, 1, 5),
            Placed = new DateTimeOffset(2013, 9, 12, 20, 49, 27, TimeSpan.Zero), Stage = "en_cours", Tags = ["b", "a", "b"], Numbers = [10, 2, 6],
            Gift = new Product("Mug", null, null, [], default),
        },
        Products =
        [
            new Product("Orange", 1.5m, new Maker("Jardin", 1990), ["orange"], JsonElement.Parse("""{"origin":{"country":"ES"}}""")),
            new Product("Banana", 2m, null, ["yellow", "green"], default),
            new Product("Apple", null, new Maker("Verger", 2001), [], default),
        ],
        Payload = JsonElement.Parse(
            """
            {"text":"hello","number":5,"price":9.90,"yes":true,"none":null,"when":"2026-03-31","moment":"2026-03-31T09:00:00+02:00","list":[3,1,2],
             "html":"<b>\"x\"</b>","items":[{"sku":"A1","qty":2},{"sku":"B2","qty":1,"tags":["x","y"]}],"object":{"a":1},"line":"a\r\nb","huge":1e400}
            """),
    };

    public static CompiledTemplate<Shop> Compile(string template, TemplateOptions? options = null)
    {
        var result = Compiler.CompileTemplate(template, options);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Template;
    }

    public static string Render(string template, TemplateOptions? options = null)
    {
        var rendered = Compile(template, options).Render(Example, Now);
        Assert.Null(rendered.Problem);
        return rendered.Text!;
    }
}

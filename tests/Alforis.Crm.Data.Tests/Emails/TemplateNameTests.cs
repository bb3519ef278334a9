using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Emails;

namespace Alforis.Crm.Data.Tests.Emails;

/// <summary>Names of templates, about whose case PostgreSQL and this program do not always agree.</summary>
public sealed class TemplateNameTests
{
    private static readonly EmailTemplate Template = new() { Name = "σ", Subject = "a", Html = "b", Text = "c" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Both letters have one capital, but for PostgreSQL they are two.</summary>
    [Fact]
    public async Task Import_NamesThatOnlyThisProgramFindsAlike_AreTwoTemplates()
    {
        await using var database = await Databases.CreateAsync();
        var store = new EmailTemplateStore(database.DataSource);

        await store.ImportAsync([Template], Actor.CommandLine, Cancellation);
        await store.ImportAsync([Template with { Name = "ς", Subject = "other" }], Actor.CommandLine, Cancellation);

        Assert.Equal(["a", "other"], (await store.ListAsync(Cancellation)).Select(t => t.Subject).Order(StringComparer.Ordinal));
        Assert.Equal("a", (await store.FindAsync("σ", Cancellation))!.Subject);
        Assert.Equal("other", (await store.FindAsync("ς", Cancellation))!.Subject);
    }

    [Fact]
    public async Task Find_OtherCase_IsTheSameTemplate()
    {
        await using var database = await Databases.CreateAsync();
        var store = new EmailTemplateStore(database.DataSource);

        await store.ImportAsync([Template with { Name = "Été" }], Actor.CommandLine, Cancellation);

        Assert.Equal("Été", (await store.FindAsync("éTÉ", Cancellation))!.Name);
    }
}

using Alforis.Crm.Data.Emails;

namespace Alforis.Crm.Data.Tests.Emails;

public sealed class EmailTemplateCheckTests
{
    private static readonly EmailTemplate Good = new() { Name = "relance", Subject = "a", Html = "b", Text = "c" };

    private static readonly EmailTemplateCheck Check = new();

    public static TheoryData<string, Func<EmailTemplate, EmailTemplate>> Bad => new()
    {
        { "'name' must not be empty.", t => t with { Name = " " } },
        { "'name' has at most 200 characters.", t => t with { Name = new string('x', 201) } },
        { "'description' has at most 2000 characters.", t => t with { Description = new string('x', 2001) } },
        { "'subject' must not be empty.", t => t with { Subject = "" } },
        { "'name' and 'subject' are one line each: they have no line ends and no control characters.", t => t with { Subject = "a\r\nBcc: x@y.example" } },
        { "'html' must not be empty.", t => t with { Html = "\n" } },
        { "'html' has at most 100000 characters.", t => t with { Html = new string('x', 100_001) } },
        { "'text' has a NUL character, which the database cannot hold.", t => t with { Text = "a\0" } },
        { "'language' is a language such as \"fr\", or \"fr-FR\".", t => t with { Language = "français" } },
        { "html, line 2, column 5: 'deal' has no field 'montent'. Did you mean 'montant'?", t => t with { Html = "a\n {{ deal.montent }}" } },
        { "text, line 1, column ", t => t with { Text = "{{ if }}" } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Check_Mistake_IsSaid(string problem, Func<EmailTemplate, EmailTemplate> change) =>
        Assert.StartsWith(problem, Assert.Single(Check.Check(change(Good))), StringComparison.Ordinal);

    [Theory]
    [InlineData("{{ deal.nom }} {{ previous.stage }}")]
    [InlineData("{{ webhook.client.nom }}")]
    [InlineData("{{ now }}")]
    public void Check_SomeWorkflowCouldSendIt_IsGood(string text) => Assert.Empty(Check.Check(Good with { Text = text }));

    [Fact]
    public void Check_NoWorkflowCouldSendIt_SaysWhatIsWrong() => Assert.NotEmpty(Check.Check(Good with { Text = "{{ webhook.x }} {{ previous.stage }}" }));
}

using System.Net.Mail;
using Alforis.Workflows.Host.Actions.SendEmail;
using Alforis.Workflows.Host.Commands;
using Alforis.Workflows.Host.Database;

namespace Alforis.Workflows.Host.Tests.Actions.SendEmail;

public sealed class MailSettingsTests
{
    private const string Secret = "tr3s-secret";

    private static readonly DatabaseSettings Embedded = new() { DataDirectory = "/data" };

    private static readonly DatabaseSettings Named = new() { DataDirectory = "/data", ConnectionString = "Host=db.example" };

    [Theory]
    [InlineData("smtp://mail.example", "mail.example", 25, false)]
    [InlineData("smtp://mail.example/", "mail.example", 25, false)]
    [InlineData("SMTP://mail.example:2525", "mail.example", 2525, false)]
    [InlineData("smtp://127.0.0.1:1025", "127.0.0.1", 1025, false)]
    [InlineData("smtp://[::1]:1025", "::1", 1025, false)]
    [InlineData("smtp://courrier.société.example", "courrier.xn--socit-esab.example", 25, false)]
    [InlineData("smtp+starttls://mail.example", "mail.example", 587, true)]
    [InlineData("smtp+starttls://mail.example:25", "mail.example", 25, true)]
    public void Parse_Address_IsRead(string text, string host, int port, bool startTls)
    {
        var (server, problem) = SmtpServer.Parse(text);

        Assert.Null(problem);
        Assert.Equal((host, port, startTls, null), (server!.Host, server.Port, server.UsesStartTls, server.Login));
    }

    [Theory]
    [InlineData("smtps://mail.example", 465)]
    [InlineData("smtps://crm:" + Secret + "@mail.example:465", 465)]
    [InlineData("SMTPS://mail.example:4650", 4650)]
    public void Parse_Smtps_UsesTlsFromTheFirstByte(string text, int port)
    {
        var (server, problem) = SmtpServer.Parse(text);

        Assert.Null(problem);
        Assert.Equal(("mail.example", port, true, false), (server!.Host, server.Port, server.UsesTls, server.UsesStartTls));
    }

    [Theory]
    [InlineData("smtp+starttls://crm:" + Secret + "@mail.example", "crm", Secret)]
    [InlineData("smtp://crm%40alforis.example:a%3Ab%2Fc%C3%A9%20d@mail.example:2525", "crm@alforis.example", "a:b/cé d")]
    public void Parse_Login_IsReadAndNeverShown(string text, string user, string password)
    {
        var (server, problem) = SmtpServer.Parse(text);

        Assert.Null(problem);
        Assert.Equal((user, password), (server!.Login!.UserName, server.Login.Password));
        Assert.DoesNotContain(password, $"{server}", StringComparison.Ordinal);
        Assert.DoesNotContain(password, $"{MailSettings.Through(server, new("a@b.example"))}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail.example")]
    [InlineData("mail.example:25")]
    [InlineData("http://mail.example")]
    [InlineData("smtp://")]
    [InlineData("smtp://mail.example:0")]
    [InlineData("smtp://mail.example:99999")]
    [InlineData("smtp://mail.example/box")]
    [InlineData("smtp://mail.example?tls=1")]
    [InlineData("smtp://crm:" + Secret + "/x@mail.example")]
    [InlineData("smtp://crm@mail.example")]
    [InlineData("smtp://crm:@mail.example")]
    [InlineData("smtp://:" + Secret + "@mail.example")]
    [InlineData("smtp://crm:" + Secret + ":x@mail.example")]
    [InlineData(Secret)]
    public void Parse_NoAddress_SaysHowItLooksAndKeepsTheSecret(string text)
    {
        var (server, problem) = SmtpServer.Parse(text);

        Assert.Null(server);
        Assert.Contains("It looks like smtp://mail.example:25 or", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("smtp://mail.example:465")]
    [InlineData("smtp://crm:" + Secret + "@mail.example:465")]
    [InlineData("smtp+starttls://mail.example:465")]
    public void Parse_PortOfTlsFromTheFirstByteWithoutIt_IsRefusedWithTheWayOut(string text)
    {
        var (server, problem) = SmtpServer.Parse(text);

        Assert.Null(server);
        Assert.StartsWith("On port 465 servers expect TLS from the first byte on: write smtps://mail.example:465,", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NothingSet_IsNone() => Assert.Equal((null, null, null), (Read(null).Server, Read(null).PickupDirectory, Read(null).From));

    [Fact]
    public void Read_SenderAlone_IsNone() => Assert.Null(Read(null, (MailSettings.FromVariable, "crm@alforis.example")).Server);

    [Fact]
    public void Read_OptionAndVariable_TakesTheOption()
    {
        var settings = Read(
            new("option@alforis.example"), (MailSettings.ServerVariable, "smtp://mail.example"), (MailSettings.FromVariable, "variable@alforis.example"));

        Assert.Equal("option@alforis.example", settings.From!.Address);
        Assert.Equal("mail.example:25", settings.Server!.ToString());
    }

    [Fact]
    public void Read_SenderWithAName_KeepsIt()
    {
        var settings = Read(null, (MailSettings.ServerVariable, "smtp://mail.example"), (MailSettings.FromVariable, "Équipe Alforis <crm@alforis.example>"));

        Assert.Equal(("Équipe Alforis", "crm@alforis.example"), (settings.From!.DisplayName, settings.From.Address));
    }

    [Fact]
    public void Read_ServerWithoutSender_SaysWhatToSet()
    {
        var failure = Assert.Throws<MailSettingsException>(() => Read(null, (MailSettings.ServerVariable, $"smtp://crm:{Secret}@mail.example")));

        Assert.Equal(
            "ALFORIS_SMTP names a mail server, but e-mails have no sender. Set ALFORIS_MAIL_FROM to an address, such as 'Alforis <crm@alforis.example>', or give it with --mail-from.",
            failure.Message);
    }

    [Theory]
    [InlineData("ALFORIS_SMTP", "smtp://crm:" + Secret + "@", "ALFORIS_SMTP cannot be used. It cannot be read as the address of a mail server.")]
    [InlineData("ALFORIS_SMTP", "smtp://mail.example:465", "ALFORIS_SMTP cannot be used. On port 465 servers expect TLS")]
    [InlineData("ALFORIS_MAIL_FROM", "personne", "ALFORIS_MAIL_FROM cannot be the sender of e-mails: 'personne' is no e-mail address.")]
    public async Task Serve_VariableThatCannotBeUsed_SaysSoBeforeItStarts(string variable, string value, string said)
    {
        var console = new TestConsole { Variables = { [variable] = value } };

        Assert.Equal(1, await console.RunAsync("serve"));

        Assert.StartsWith(said, console.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OptionThatIsNoAddress_IsAMistakeOfTheCommandLine()
    {
        var console = new TestConsole();

        Assert.Equal(2, await console.RunAsync("serve", "--mail-from", "personne"));

        Assert.Contains("--mail-from cannot be the sender of e-mails: 'personne' is no e-mail address.", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmbeddedDatabaseAndNoServer_WritesIntoItsDirectory()
    {
        var settings = Read(null, null, Embedded);

        Assert.Equal(("/data/mail", "crm@alforis.example", null), (settings.PickupDirectory, settings.From!.Address, settings.Server));
    }

    [Fact]
    public void Read_EmbeddedDatabaseAndServer_Sends()
    {
        var settings = Read(null, null, Embedded, (MailSettings.ServerVariable, "smtp://mail.example"), (MailSettings.FromVariable, "crm@alforis.example"));

        Assert.Equal((null, "mail.example:25"), (settings.PickupDirectory, settings.Server!.ToString()));
    }

    [Theory]
    [InlineData(null, "/variable", "/variable")]
    [InlineData("/option", null, "/option")]
    [InlineData("/option", "/variable", "/option")]
    public void Read_DirectoryNamed_WritesThereWhateverTheDatabase(string? option, string? variable, string expected)
    {
        (string, string)[] variables = variable is null ? [] : [(MailSettings.PickupVariable, variable)];

        Assert.All([Embedded, Named], database => Assert.Equal(expected, Read(new("moi@alforis.example"), option, database, variables).PickupDirectory));
        Assert.Equal("moi@alforis.example", Read(new("moi@alforis.example"), option, Named, variables).From!.Address);
    }

    [Fact]
    public void Read_DirectoryAsOptionAndServer_SendsNothing()
    {
        var settings = Read(null, "/option", Named, (MailSettings.ServerVariable, "smtp://mail.example"), (MailSettings.FromVariable, "crm@alforis.example"));

        Assert.Equal(("/option", null), (settings.PickupDirectory, settings.Server));
    }

    [Fact]
    public void Read_DirectoryAndServerAsVariables_ContradictEachOther()
    {
        var failure = Assert.Throws<MailSettingsException>(() => Read(
            null, null, Named, (MailSettings.ServerVariable, $"smtp://crm:{Secret}@mail.example"), (MailSettings.PickupVariable, "/variable")));

        Assert.Equal("ALFORIS_SMTP says that e-mails are sent, and ALFORIS_MAIL_PICKUP that they are written to files. Unset one of them.", failure.Message);
    }

    private static MailSettings Read(MailAddress? from, params (string Name, string Value)[] variables) => Read(from, null, Named, variables);

    private static MailSettings Read(MailAddress? from, string? pickup, DatabaseSettings database, params (string Name, string Value)[] variables)
    {
        var known = variables.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        return MailSettings.Read(from, pickup, database, new CommandSurroundings
        {
            Output = TextWriter.Null,
            Error = TextWriter.Null,
            OpenInput = () => Stream.Null,
            Variable = known.GetValueOrDefault,
        });
    }
}

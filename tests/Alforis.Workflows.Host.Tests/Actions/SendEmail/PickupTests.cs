using System.Text;
using System.Text.RegularExpressions;
using Alforis.Testing;
using Alforis.Workflows.Host.Actions.SendEmail;

namespace Alforis.Workflows.Host.Tests.Actions.SendEmail;

/// <summary>E-mails as files, held against what a real mail server gets.</summary>
public sealed partial class PickupTests : IDisposable
{
    private readonly string directory = TestDirectories.Create("pickup");

    private string Mail => Path.Combine(directory, "mail");

    public static TheoryData<object> Messages =>
    [
        new
        {
            to = new[] { "Zoé Lefèvre <zoe@client.example>", "\"un nom; avec, tout\" <paul@client.example>" },
            cc = new[] { "chef@alforis.example" },
            bcc = new[] { "archive@alforis.example", "\"une adresse entre guillemets, plus longue que toute ligne ne devrait en tenir, et encore\"@client.example" },
            reply_to = new[] { "Conseillère 🎉 <conseil@alforis.example>" },
            subject = "Votre projet « Été » 🎉",
            body = "Chère Zoé,\nà bientôt 🎉",
            html = "<p>Chère <b>Zoé</b></p>",
        },
        new { to = new[] { "zoe@client.example" }, subject = "Plain", body = ".\n..\n.leading dots\n." },
        new { to = new[] { "zoe@client.example" }, subject = "X-Receiver: x", html = "<p>From here</p>" },
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Run_Message_IsTheBytesThatAServerGets(object settings)
    {
        await using var server = await MailServer.StartAsync();

        var sent = await Emails.Through(server.Port).SendAsync(settings);
        var written = await Into(Mail).SendAsync(settings);

        Assert.True(sent.Succeeded, sent.Error);
        Assert.True(written.Succeeded, written.Error);
        var file = Path.Combine(Mail, $"{Steps.Key}.eml");
        Assert.Equal(file, written.Details!["file"]!.GetValue<string>());
        Assert.Equal(sent.Details!["message_id"]!.GetValue<string>(), written.Details["message_id"]!.GetValue<string>());
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(Comparable((await server.NextAsync()).Raw), Comparable(Encoding.Latin1.GetString(bytes)));
        Assert.DoesNotContain("archive", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TwoAttempts_LeaveOneFile()
    {
        for (var i = 0; i < 2; i++) Assert.True((await Into(Mail).SendToAsync("zoe@client.example")).Succeeded);

        Assert.Equal([Path.Combine(Mail, $"{Steps.Key}.eml")], Directory.EnumerateFileSystemEntries(Mail));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Mail));
    }

    [Fact]
    public async Task Run_NoDirectoryCanBeMade_IsTransientAndSaysWhere()
    {
        await File.WriteAllTextAsync(Mail, "in the way", TestContext.Current.CancellationToken);

        var result = await Into(Mail).SendToAsync("zoe@client.example");

        Assert.False(result.Succeeded);
        Assert.False(result.IsPermanent);
        Assert.StartsWith($"The e-mail cannot be written to {Path.Combine(Mail, $"{Steps.Key}.eml")}: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_NoDirectoryCanBeMade_SaysSoBeforeItServes()
    {
        await File.WriteAllTextAsync(Mail, "in the way", TestContext.Current.CancellationToken);
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, TestContext.Current.CancellationToken);
        var console = new TestConsole { Variables = { ["ConnectionStrings__Crm"] = database.ConnectionString } };

        Assert.Equal(1, await console.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--mail-pickup", Mail));

        Assert.Contains($"E-mails cannot be written to {Mail}: ", console.Error, StringComparison.Ordinal);
        Assert.Contains("Name another directory with --mail-pickup or ALFORIS_MAIL_PICKUP.", console.Error, StringComparison.Ordinal);
    }

    public void Dispose() => TestDirectories.Remove(directory);

    private static SendEmailAction Into(string directory) => new(MailSettings.Into(directory, Emails.From), new PickupEmailSender(directory));

    /// <summary>Two messages of the same content differ in when they were made, and in the random line between their parts.</summary>
    private static string Comparable(string raw)
    {
        Assert.Matches(Date(), raw);
        return Boundary().Replace(Date().Replace(raw, "Date: now\r\n"), "BOUNDARY");
    }

    [GeneratedRegex(@"^Date: [^\r\n]+\r\n", RegexOptions.Multiline, 1000)]
    private static partial Regex Date();

    [GeneratedRegex("boundary_[0-9a-f_-]+", RegexOptions.None, 1000)]
    private static partial Regex Boundary();
}

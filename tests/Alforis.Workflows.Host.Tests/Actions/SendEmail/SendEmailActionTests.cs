using System.Globalization;
using Alforis.Workflows.Host.Actions.SendEmail;

namespace Alforis.Workflows.Host.Tests.Actions.SendEmail;

/// <summary>What a real mail server gets.</summary>
public sealed class SendEmailActionTests
{
    private const string Html = "<p>Chère <b>Zoé</b>,</p>\n<p>À bientôt 🎉</p>";

    [Fact]
    public async Task Run_TextAndHtml_ArrivesAsBothWithEverybodyAndItsId()
    {
        await using var server = await MailServer.StartAsync();

        var result = await Emails.Through(server.Port).SendAsync(new
        {
            to = new[] { "Zoé Lefèvre <zoe@client.example>", "paul@client.example" },
            cc = new[] { "chef@alforis.example" },
            bcc = new[] { "archive@alforis.example" },
            reply_to = new[] { "Conseillère <conseil@alforis.example>", "agence@alforis.example" },
            subject = "Votre projet « Été » 🎉",
            body = "Chère Zoé,\nà bientôt 🎉",
            html = Html,
        });

        Assert.True(result.Succeeded, result.Error);
        Assert.Equal($"<{Steps.Key}@alforis.example>", result.Details!["message_id"]!.GetValue<string>());
        var email = await server.NextAsync();
        Assert.Equal("crm@alforis.example", email.MailFrom);
        Assert.Equal(["archive@alforis.example", "chef@alforis.example", "paul@client.example", "zoe@client.example"], email.Recipients.Order(StringComparer.Ordinal));
        Assert.Equal("Équipe Alforis <crm@alforis.example>", email.Header("From"));
        Assert.Equal("Zoé Lefèvre <zoe@client.example>, paul@client.example", email.Header("To"));
        Assert.Equal("chef@alforis.example", email.Header("Cc"));
        Assert.Equal("Conseillère <conseil@alforis.example>, agence@alforis.example", email.Header("Reply-To"));
        Assert.Equal("Votre projet « Été » 🎉", email.Header("Subject"));
        Assert.Equal($"<{Steps.Key}@alforis.example>", email.Header("Message-ID"));
        Assert.Equal("auto-generated", email.Header("Auto-Submitted"));
        Assert.DoesNotContain("archive", email.Raw, StringComparison.Ordinal);
        Assert.Equal("multipart/alternative", email.Type);
        Assert.Equal([("text/plain", "Chère Zoé,\nà bientôt 🎉"), ("text/html", Html)], Parts(email));
        Assert.All(email.Raw, c => Assert.InRange(c, '\0', '\x7f'));
        Assert.Equal(0, await server.StopAsync());
    }

    [Theory]
    [InlineData("Bonjour Zoé", null, "text/plain")]
    [InlineData(null, Html, "text/html")]
    [InlineData("", Html, "text/html")]
    [InlineData("Bonjour Zoé", " ", "text/plain")]
    public async Task Run_OneText_ArrivesAlone(string? body, string? html, string type)
    {
        await using var server = await MailServer.StartAsync();

        var result = await Emails.Through(server.Port).SendAsync(new { to = new[] { "zoe@client.example" }, subject = "Essai", body, html });

        Assert.True(result.Succeeded, result.Error);
        var email = await server.NextAsync();
        Assert.Equal(type, email.Type);
        Assert.Equal([(type, type == "text/html" ? Html : body!)], Parts(email));
    }

    [Fact]
    public async Task Run_AwkwardTexts_ArriveLetterByLetter()
    {
        await using var server = await MailServer.StartAsync();
        var action = Emails.Through(server.Port);
        string[] texts =
        [
            ".\n..\n.leading dots\n.", "trailing spaces   \n\ttabs\t\n", "From the start of a line", "=20 =\n", "Soft\u00adhyphen, no-break\u00a0space, \u2028 and \u0085",
            new string('é', 5000), string.Concat(Enumerable.Repeat("🎉👩‍👩‍👧 ", 300)), "a\rb\r\nc\nd", "日本語 العربية ελληνικά",
        ];
        foreach (var text in texts)
        {
            var result = await action.SendAsync(new { to = new[] { "zoe@client.example" }, subject = "Essai", body = text });

            Assert.True(result.Succeeded, result.Error);
            var expected = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
            Assert.Equal(expected, Parts(await server.NextAsync()).Single().Text);
        }
    }

    // A header is cut into encoded words of at most 75 characters: a letter of several bytes must not be cut.
    [Fact]
    public async Task Run_AwkwardSubjects_ArriveLetterByLetter()
    {
        await using var server = await MailServer.StartAsync();
        var action = Emails.Through(server.Port);
        string[] subjects =
        [
            "", "Plain", "Été", new string('é', 500), string.Concat(Enumerable.Repeat("🎉", 250)), "a" + string.Concat(Enumerable.Repeat("🎉", 249)),
            "ab" + string.Concat(Enumerable.Repeat("日本", 200)), "Prix : 1 000 € (" + new string('x', 300) + ") – fin", "👩‍👩‍👧", new string('x', 500), "mots " + string.Concat(Enumerable.Repeat("plusieurs mots ", 30)) + "fin",
        ];
        foreach (var subject in subjects)
        {
            var result = await action.SendAsync(new { to = new[] { "zoe@client.example" }, subject, body = "Bonjour" });

            Assert.True(result.Succeeded, result.Error);
            var email = await server.NextAsync();
            Assert.Equal(subject, subject.Length == 0 ? email.Headers.SingleOrDefault(h => h[0] == "Subject")?[1] ?? "" : email.Header("Subject"));
            Assert.All(email.Raw.Split("\r\n"), line => Assert.True(line.Length <= 998, line));
        }
    }

    // Everything that a display name could hold that means something in a header, and what makes it longer than a line.
    [Fact]
    public async Task Run_AwkwardNames_ArriveLetterByLetter()
    {
        await using var server = await MailServer.StartAsync();
        var action = Emails.Through(server.Port);
        string[] names =
        [
            "Zoé « Été » 🎉", "Dupont, Zoé", "Dupont, Paul; SA", "Paul (client)", "日本語", "L'équipe: ventes", string.Concat(Enumerable.Repeat("é", 150)),
            string.Concat(Enumerable.Repeat("🎉", 60)), "O'Brien & Fils",
        ];
        foreach (var name in names)
        {
            var result = await action.SendAsync(new { to = new[] { $"\"{name}\" <zoe@client.example>" }, subject = "Essai", body = "Bonjour" });

            Assert.True(result.Succeeded, result.Error);
            var email = await server.NextAsync();
            Assert.Equal(["zoe@client.example"], email.Recipients);
            Assert.Equal([name], email.ToNames);
            Assert.All(email.Raw.Split("\r\n"), line => Assert.True(line.Length <= 998, line));
        }
    }

    // Mail programs decode such text; the second holds "\r\nBcc: pirate@evil.example".
    [Theory]
    [InlineData("=?utf-8?Q?fake?=", "= ?utf-8?Q?fake?=")]
    [InlineData("=?utf-8?B?DQpCY2M6IHBpcmF0ZUBldmlsLmV4YW1wbGU=?=", "= ?utf-8?B?DQpCY2M6IHBpcmF0ZUBldmlsLmV4YW1wbGU= ?=")]
    public async Task Run_SubjectThatLooksEncoded_IsNotDecoded(string subject, string arrived)
    {
        await using var server = await MailServer.StartAsync();

        var result = await Emails.Through(server.Port).SendAsync(new { to = new[] { "zoe@client.example" }, subject, body = "Bonjour" });

        Assert.True(result.Succeeded, result.Error);
        Assert.Equal(arrived, (await server.NextAsync()).Header("Subject"));
    }

    [Fact]
    public async Task Run_TwoAttempts_BearOneId()
    {
        await using var server = await MailServer.StartAsync();
        var action = Emails.Through(server.Port);
        const string settings = """{ "to": ["zoe@client.example"], "subject": "Essai", "body": "Bonjour" }""";

        foreach (var attempt in new[] { 1, 2 })
        {
            var result = await action.RunAsync(Steps.Call("send_email", settings, attempt), TestContext.Current.CancellationToken);
            Assert.True(result.Succeeded, result.Error);
        }

        var first = await server.NextAsync();
        var second = await server.NextAsync();
        Assert.Equal(first.Header("Message-ID"), second.Header("Message-ID"));
    }

    [Fact]
    public async Task Run_SomebodyNamedTwice_GetsItOnce()
    {
        await using var server = await MailServer.StartAsync();

        var result = await Emails.Through(server.Port).SendAsync(new
        {
            to = new[] { "zoe@client.example", " ", "ZOE@client.example" },
            cc = new[] { "Zoé <zoe@client.example>", "" },
            subject = "Essai",
            body = "Bonjour",
        });

        Assert.True(result.Succeeded, result.Error);
        Assert.Equal(["zoe@client.example"], (await server.NextAsync()).Recipients);
    }

    [Fact]
    public async Task Run_DomainOfAnotherScript_IsWrittenInAscii()
    {
        await using var server = await MailServer.StartAsync();
        var smtp = new SmtpServer { Host = "127.0.0.1", Port = server.Port };
        var action = new SendEmailAction(
            MailSettings.Through(smtp, new("crm@société.example")), new SmtpEmailSender(smtp, SmtpEmailSender.DefaultTimeout, TimeProvider.System));

        var result = await action.SendToAsync("zoe@françois.example");

        Assert.True(result.Succeeded, result.Error);
        var email = await server.NextAsync();
        Assert.Equal(["zoe@xn--franois-xxa.example"], email.Recipients);
        Assert.Equal($"<{Steps.Key}@xn--socit-esab.example>", email.Header("Message-ID"));
    }

    [Fact]
    public async Task Run_SomeRecipientsRefused_SaysWhoGotItAndWhoDidNot()
    {
        await using var server = await MailServer.StartAsync();

        var result = await Emails.Through(server.Port).SendToAsync("zoe@client.example", "inconnu@client.example", "occupe@client.example");

        Assert.True(result.IsPermanent);
        Assert.Equal(
            $"The e-mail was sent to zoe@client.example, but the mail server 127.0.0.1:{server.Port} refused 2 recipients: "
            + "inconnu@client.example: 550 5.1.1 No such user here. occupe@client.example: 450 4.2.1 Mailbox busy. "
            + "It is not tried again, for the others would get it twice.",
            result.Error);
        Assert.Equal("""{"accepted":["zoe@client.example"],"refused":["inconnu@client.example","occupe@client.example"]}""", result.Details!.ToJsonString());
        Assert.Equal(["zoe@client.example"], (await server.NextAsync()).Recipients);
    }

    [Fact]
    public async Task Run_MessageTooLarge_IsPermanent()
    {
        await using var server = await MailServer.StartAsync();

        var result = await Emails.Through(server.Port).SendAsync(new { to = new[] { "zoe@client.example" }, subject = "Essai", body = new string('x', 400_000) });

        Assert.True(result.IsPermanent, result.Error);
        Assert.StartsWith($"The mail server 127.0.0.1:{server.Port} refused the e-mail: 552 ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MoreThanItsConcurrency_AllArrive()
    {
        await using var server = await MailServer.StartAsync();
        var action = Emails.Through(server.Port);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => action.SendToAsync(string.Create(CultureInfo.InvariantCulture, $"u{i}@client.example"))));

        Assert.All(results, r => Assert.True(r.Succeeded, r.Error));
        var received = new HashSet<string>(StringComparer.Ordinal);
        foreach (var _ in results) received.UnionWith((await server.NextAsync()).Recipients);
        Assert.Equal(20, received.Count);
    }

    public static TheoryData<string, string> Unusable => new()
    {
        { """{ "to": [], "subject": "a", "body": "b" }""", "There is nobody to write to: 'to' is empty." },
        { """{ "to": ["", null], "cc": ["a@b.example"], "subject": "a", "body": "b" }""", "There is nobody to write to: 'to' is empty." },
        { """{ "to": null, "subject": "a", "body": "b" }""", "There is nobody to write to: 'to' is empty." },
        { """{ "to": ["zoe"], "subject": "a", "body": "b" }""", "'to' cannot be used: 'zoe' is no e-mail address." },
        { """{ "to": ["a@b.example, c@d.example"], "subject": "a", "body": "b" }""", "'to' cannot be used: 'a@b.example, c@d.example' is more than one e-mail address; where several are possible, write each as an element of a list." },
        { """{ "to": ["a@b.example c@d.example"], "subject": "a", "body": "b" }""", "'to' cannot be used: 'a@b.example c@d.example' is more than one e-mail address; where several are possible, write each as an element of a list." },
        { """{ "to": ["=?utf-8?B?DQpCY2M6IHBpcmF0ZUBldmlsLmV4YW1wbGU=?= <a@b.example>"], "subject": "a", "body": "b" }""", "'to' cannot be used: '=?utf-8?B?DQpCY2M6IHBpcmF0ZUBldmlsLmV4YW1wbGU=?= <a@b.example>' is no e-mail address." },
        { """{ "to": ["josé@b.example"], "subject": "a", "body": "b" }""", "'to' cannot be used: 'josé@b.example' has letters before the '@' that are not ASCII; such addresses cannot be used." },
        { """{ "to": ["a@b.example"], "cc": ["x"], "subject": "a", "body": "b" }""", "'cc' cannot be used: 'x' is no e-mail address." },
        { """{ "to": ["a@b.example"], "bcc": ["x"], "subject": "a", "body": "b" }""", "'bcc' cannot be used: 'x' is no e-mail address." },
        { """{ "to": ["a@b.example"], "reply_to": ["x"], "subject": "a", "body": "b" }""", "'reply_to' cannot be used: 'x' is no e-mail address." },
        { """{ "to": ["a@b.example"], "subject": "a", "body": " ", "html": null }""", "The e-mail has no text: 'body' and 'html' are empty." },
        { """{ "to": ["a@b.example"], "subject": "a\r\nBcc: c@d.example", "body": "b" }""", "The subject must be one line without control characters." },
        { """{ "to": ["a@b.example"], "subject": "a\u007f", "body": "b" }""", "The subject must be one line without control characters." },
        { """{ "to": ["a@b.example\r\nBcc: c@d.example"], "subject": "a", "body": "b" }""", @"'to' cannot be used: 'a@b.example\u000d\u000aBcc: c@d.example' is no e-mail address." },
        { """{ "to": ["\"a\r\nBcc: c@d.example\r\n\"@b.example"], "subject": "a", "body": "b" }""", @"'to' cannot be used: '""a\u000d\u000aBcc: c@d.example\u000d\u000a""@b.example' is no e-mail address." },
        { """{ "to": ["Zo\n <a@b.example>"], "subject": "a", "body": "b" }""", @"'to' cannot be used: 'Zo\u000a <a@b.example>' is no e-mail address." },
        { """{ "to": ["a@b.example"], "reply_to": ["a@b.example\nX: y"], "subject": "a", "body": "b" }""", @"'reply_to' cannot be used: 'a@b.example\u000aX: y' is no e-mail address." },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task Run_SettingsThatMakeNoEmail_FailWithoutAWordToTheServer(string settings, string error)
    {
        await using var server = new ScriptedSmtpServer();

        var result = await Emails.Through(server.Port).RunAsync(Steps.Call("send_email", settings), TestContext.Current.CancellationToken);

        Assert.True(result.IsPermanent);
        Assert.Equal(error, result.Error);
        Assert.Empty(server.Commands);
    }

    [Theory]
    [InlineData("""{ "to": "zoe@client.example", "subject": "a", "body": "b" }""", "to")]
    [InlineData("""{ "to": ["zoe@client.example"], "subject": ["a"], "body": "b" }""", "subject")]
    public async Task Run_SettingOfAnotherType_FailsAndNamesIt(string settings, string name)
    {
        var result = await Emails.Through(1).RunAsync(Steps.Call("send_email", settings), TestContext.Current.CancellationToken);

        Assert.True(result.IsPermanent);
        Assert.StartsWith($"The setting '{name}' cannot be used: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoServerNamed_FailsForGoodAndSaysWhatToSet()
    {
        var action = new SendEmailAction(MailSettings.None, sender: null);

        var result = await action.RunAsync(Steps.Call("send_email", "{}"), TestContext.Current.CancellationToken);

        Assert.True(result.IsPermanent);
        Assert.Equal(
            "The e-mail was not sent, because the service has no mail server. Set ALFORIS_SMTP (such as smtp://mail.example:25) and ALFORIS_MAIL_FROM, and start it again.",
            result.Error);
        Assert.Equal("mail_not_set_up", result.ErrorCode);
        Assert.Equal(("send_email", 4), (action.Name, action.Concurrency));
    }

    private static IEnumerable<(string Type, string Text)> Parts(ReceivedEmail email) => email.Parts.Select(p => (p.Type, p.Text.Replace("\r\n", "\n", StringComparison.Ordinal)));
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using static Alforis.Workflows.Host.Tests.Actions.SendEmail.ScriptedSmtpServer;

namespace Alforis.Workflows.Host.Tests.Actions.SendEmail;

/// <summary>What comes of each way in which a conversation can end.</summary>
public sealed class SmtpFailureTests
{
    private const string To = "zoe@client.example";
    private const string Other = "paul@client.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // SERVER stands for the server's address.
    public static TheoryData<string, string, bool, string, string> Answers => new()
    {
        { Greeting, "421 4.3.2 Too busy", false, "The mail server SERVER does not take the e-mail now: 421 4.3.2 Too busy.", "mail_busy" },
        { Greeting, "554 5.3.2 No mail here.", true, "The mail server SERVER refused the e-mail: 554 5.3.2 No mail here.", "mail_refused" },
        { Greeting, Close, false, "The conversation with the mail server SERVER broke off: ", "mail_unreachable" },
        { Greeting, "HTTP/1.1 400 Bad Request", false, "The conversation with the mail server SERVER broke off: ", "mail_unreachable" },
        { "EHLO", Close, false, "The conversation with the mail server SERVER broke off: ", "mail_unreachable" },
        { "MAIL", "451 4.3.0 Try later", false, "The mail server SERVER does not take the e-mail now: 451 4.3.0 Try later.", "mail_busy" },
        { "MAIL", "550 5.7.1 Sender refused", true, "The mail server SERVER refused the e-mail: 550 5.7.1 Sender refused.", "mail_refused" },
        { "MAIL", "530 5.7.0 Authentication required", true, "The mail server SERVER refused the e-mail: 530 5.7.0 Authentication required. Give ALFORIS_SMTP a user and a password.", "mail_refused" },
        { "RCPT", "450 4.2.1 Mailbox busy", false, $"The mail server SERVER refused a recipient: {To}: 450 4.2.1 Mailbox busy.", "mail_recipient_refused" },
        { "RCPT", "451 4.7.1 Greylisted, come back", false, "The mail server SERVER does not take the e-mail now: 451 4.7.1 Greylisted, come back.", "mail_busy" },
        { "RCPT", "452 4.2.2 Mailbox full", false, $"The mail server SERVER refused a recipient: {To}: 452 4.2.2 Mailbox full.", "mail_recipient_refused" },
        { "RCPT", "550 5.1.1 Personne de ce nom", true, $"The mail server SERVER refused a recipient: {To}: 550 5.1.1 Personne de ce nom.", "mail_recipient_refused" },
        { "RCPT", "553 5.1.3 Bad address", true, $"The mail server SERVER refused a recipient: {To}: 553 5.1.3 Bad address.", "mail_recipient_refused" },
        { "RCPT", "554 5.7.1 Relay access denied", true, "The mail server SERVER refused the e-mail: 554 5.7.1 Relay access denied.", "mail_refused" },
        { "RCPT", Close, false, "The conversation with the mail server SERVER broke off: ", "mail_unreachable" },
        { "DATA", "451 4.3.0 Not now", false, "The mail server SERVER does not take the e-mail now: 451 4.3.0 Not now.", "mail_busy" },
        { "DATA", "554 5.5.1 No valid recipients", true, "The mail server SERVER refused the e-mail: 554 5.5.1 No valid recipients.", "mail_refused" },
        { EndOfMessage, "452 4.3.1 Disk full", false, "The mail server SERVER does not take the e-mail now: 452 4.3.1 Disk full.", "mail_busy" },
        { EndOfMessage, "552 5.3.4 Too big", true, "The mail server SERVER refused the e-mail: 552 5.3.4 Too big.", "mail_refused" },
        { EndOfMessage, "554 5.7.1 \u001b[2JSpam", true, @"The mail server SERVER refused the e-mail: 554 5.7.1 \u001b[2JSpam.", "mail_refused" },
        { EndOfMessage, Close, false, "The conversation with the mail server SERVER broke off: ", "mail_unreachable" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Run_ServerAnswers_SaysItAndWhetherToTryAgain(string command, string answer, bool isPermanent, string error, string code)
    {
        await using var server = new ScriptedSmtpServer((command, answer));

        var result = await Emails.Through(server.Port).SendToAsync(To);

        var expected = error.Replace("SERVER", $"127.0.0.1:{server.Port}", StringComparison.Ordinal);
        Assert.False(result.Succeeded);
        Assert.True(result.Error!.StartsWith(expected, StringComparison.Ordinal), result.Error);
        Assert.True(answer is Close || expected.EndsWith(": ", StringComparison.Ordinal) || result.Error == expected, result.Error);
        Assert.Equal((isPermanent, code), (result.IsPermanent, result.ErrorCode));
    }

    // The message has been taken by then.
    [Theory]
    [InlineData(Close)]
    [InlineData(Hang)]
    [InlineData("421 Whatever")]
    public async Task Run_TroubleWithTheFarewell_IsSuccess(string answer)
    {
        await using var server = new ScriptedSmtpServer(("QUIT", answer));

        var result = await Emails.Through(server.Port).SendToAsync(To);

        Assert.True(result.Succeeded, result.Error);
    }

    [Theory]
    [InlineData("550 5.1.1 Unknown", "550 5.1.1 Unknown", true)]
    [InlineData("450 4.2.1 Busy", "450 4.2.1 Busy", false)]
    [InlineData("550 5.1.1 Unknown", "450 4.2.1 Busy", false)]
    public async Task Run_AllRecipientsRefused_NamesEach(string first, string second, bool isPermanent)
    {
        await using var server = new ScriptedSmtpServer(($"RCPT TO:<{To}", first), ($"RCPT TO:<{Other}", second));

        var result = await Emails.Through(server.Port).SendToAsync(To, Other);

        Assert.Equal($"The mail server 127.0.0.1:{server.Port} refused 2 recipients: {To}: {first}. {Other}: {second}.", result.Error);
        Assert.Equal(isPermanent, result.IsPermanent);
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("DATA", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("550 5.1.1 Unknown")]
    [InlineData("450 4.2.1 Busy")]
    public async Task Run_OneOfTwoRefused_IsPermanentForTheOtherHasIt(string answer)
    {
        await using var server = new ScriptedSmtpServer(($"RCPT TO:<{Other}", answer));

        var result = await Emails.Through(server.Port).SendToAsync(To, Other);

        Assert.True(result.IsPermanent);
        Assert.Equal(
            $"The e-mail was sent to {To}, but the mail server 127.0.0.1:{server.Port} refused a recipient: {Other}: {answer}. It is not tried again, for the others would get it twice.",
            result.Error);
        Assert.Equal("mail_partly_sent", result.ErrorCode);
    }

    [Theory]
    [InlineData(Greeting)]
    [InlineData("EHLO")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData(EndOfMessage)]
    public async Task Run_ServerStaysSilent_EndsInTimeAsTransient(string command)
    {
        await using var server = new ScriptedSmtpServer((command, Hang));
        var started = Stopwatch.GetTimestamp();

        var result = await Emails.Through(server.Port, timeout: TimeSpan.FromMilliseconds(300)).SendToAsync(To).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        Assert.Equal(
            $"The mail server 127.0.0.1:{server.Port} did not take the e-mail within 0.3 s. It may have been sent all the same.", result.Error);
        Assert.Equal("mail_timeout", result.ErrorCode);
        Assert.False(result.IsPermanent);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    // More than the connection's buffers hold, so that the client is stuck in writing.
    [Fact]
    public async Task Run_ServerStopsReading_EndsInTimeAsTransient()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = AnswerWithoutReadingAsync(listener);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var result = await Emails.Through(port, timeout: TimeSpan.FromMilliseconds(500))
            .SendAsync(new { to = new[] { To }, subject = "Essai", body = new string('x', 20_000_000) }).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        Assert.False(result.Succeeded);
        Assert.False(result.IsPermanent);
        Assert.Contains("within 0.5 s", result.Error, StringComparison.Ordinal);
        (await serving).Dispose();
    }

    [Theory]
    [InlineData(Greeting)]
    [InlineData(EndOfMessage)]
    public async Task Run_Cancelled_ThrowsAtOnce(string command)
    {
        await using var server = new ScriptedSmtpServer((command, Hang));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = Task.Run(() => Emails.Through(server.Port).SendAsync(new { to = new[] { To }, subject = "Essai", body = "Bonjour" }, stop.Token), Cancellation);
        await Eventually.TrueAsync(() => Task.FromResult(server.Reached(command)), () => string.Join('\n', server.Commands));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Fact]
    public async Task Run_TimeIsOverAtAnyMoment_EndsWithoutAnythingElse()
    {
        await using var server = new ScriptedSmtpServer();
        for (var i = 0; i < 100; i++)
        {
            var result = await Emails.Through(server.Port, timeout: TimeSpan.FromMilliseconds(0.5 * i)).SendToAsync(To).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

            Assert.False(result.IsPermanent);
            Assert.True(result.Succeeded || result.Error!.Contains(" did not take the e-mail within ", StringComparison.Ordinal), result.Error);
        }
    }

    [Fact]
    public async Task Run_NobodyListens_IsTransient()
    {
        var result = await Emails.Through(1).SendToAsync(To);

        Assert.False(result.IsPermanent);
        Assert.Equal("The mail server 127.0.0.1:1 cannot be reached: Connection refused.", result.Error);
    }

    [Fact]
    public async Task Run_NoSuchServer_IsTransient()
    {
        var result = await Emails.Through(25, host: "mail.invalid").SendToAsync(To);

        Assert.False(result.IsPermanent);
        Assert.Equal("There is no mail server mail.invalid, or its name cannot be looked up now.", result.Error);
    }

    [Fact]
    public async Task Run_ServerWithoutStartTls_IsTransientAndSendsNothing()
    {
        await using var server = new ScriptedSmtpServer();

        var result = await Emails.Through(server.Port, startTls: true, login: new NetworkCredential("crm", "tr3s-secret")).SendToAsync(To);

        Assert.False(result.IsPermanent);
        Assert.Equal($"The conversation with the mail server 127.0.0.1:{server.Port} cannot be made secure: it does not offer STARTTLS.", result.Error);
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("AUTH", StringComparison.Ordinal) || c.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_LoginThatTheServerDoesNotTake_SaysWhatToCheckWithoutThePassword()
    {
        await using var server = new ScriptedSmtpServer(("EHLO", "250-mail.test\r\n250 AUTH PLAIN"), ("MAIL", "530 5.7.0 Authentication required"));

        var result = await Emails.Through(server.Port, login: new NetworkCredential("crm", "tr3s-secret")).SendToAsync(To);

        Assert.True(result.IsPermanent);
        Assert.EndsWith("530 5.7.0 Authentication required. Check the user and the password in ALFORIS_SMTP; the server must offer AUTH LOGIN.", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("tr3s-secret", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EndlessAnswer_IsCut()
    {
        await using var server = new ScriptedSmtpServer((EndOfMessage, "550 " + new string('x', 5000)));

        var result = await Emails.Through(server.Port).SendToAsync(To);

        Assert.True(result.IsPermanent);
        Assert.InRange(result.Error!.Length, 400, 700);
    }

    private static async Task<TcpClient> AnswerWithoutReadingAsync(TcpListener listener)
    {
        var client = await listener.AcceptTcpClientAsync(Cancellation);
        await client.GetStream().WriteAsync("220 a\r\n250 b\r\n250 c\r\n250 d\r\n354 e\r\n"u8.ToArray(), Cancellation);
        return client;
    }
}

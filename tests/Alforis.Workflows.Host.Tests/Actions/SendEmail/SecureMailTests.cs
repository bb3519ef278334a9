using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Alforis.Workflows.Host.Tests.Actions.SendEmail;

/// <summary>STARTTLS and a login, with a real mail server.</summary>
public sealed class SecureMailTests
{
    private const string Host = "localhost";
    private const string Secret = "tr3s secret@é";

    [Fact]
    public async Task Run_StartTlsAndLogin_ArrivesSecurely()
    {
        using var certificate = new TestCertificate(isTrusted: true);
        await using var server = await MailServer.StartAsync(certificate.Options("crm", Secret));

        var result = await Emails.Through(server.Port, startTls: true, login: new NetworkCredential("crm", Secret), host: Host).SendToAsync("zoe@client.example");

        Assert.True(result.Succeeded, result.Error);
        var email = await server.NextAsync();
        Assert.True(email.Secure);
        Assert.Equal("crm", email.User);
    }

    [Fact]
    public async Task Run_WrongPassword_IsPermanentAndSaysWhatToCheck()
    {
        using var certificate = new TestCertificate(isTrusted: true);
        await using var server = await MailServer.StartAsync(certificate.Options("crm", "another"));

        var result = await Emails.Through(server.Port, startTls: true, login: new NetworkCredential("crm", Secret), host: Host).SendToAsync("zoe@client.example");

        Assert.True(result.IsPermanent, result.Error);
        Assert.EndsWith("Check the user and the password in ALFORIS_SMTP; the server must offer AUTH LOGIN.", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CertificateOfNobody_IsTransientAndSendsNothing()
    {
        using var certificate = new TestCertificate(isTrusted: false);
        await using var server = await MailServer.StartAsync(certificate.Options("crm", Secret));

        var result = await Emails.Through(server.Port, startTls: true, login: new NetworkCredential("crm", Secret), host: Host).SendToAsync("zoe@client.example");

        Assert.False(result.Succeeded);
        Assert.False(result.IsPermanent);
        Assert.StartsWith($"The conversation with the mail server {Host}:{server.Port} cannot be made secure: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task Run_TlsFromTheFirstByteAndLogin_ArrivesSecurely()
    {
        using var certificate = new TestCertificate(isTrusted: false);
        await using var server = await MailServer.StartAsync(certificate.Implicit("crm", Secret));

        var result = await Emails.Through(server.Port, login: new NetworkCredential("crm", Secret), host: Host, tls: certificate.Trust).SendToAsync("zoe@client.example");

        Assert.True(result.Succeeded, result.Error);
        var email = await server.NextAsync();
        Assert.True(email.Secure);
        Assert.Equal(("crm", "text/plain"), (email.User, email.Type));
    }

    [Fact]
    public async Task Run_TlsAndSeveralAtATime_EachArrivesOnce()
    {
        using var certificate = new TestCertificate(isTrusted: false);
        await using var server = await MailServer.StartAsync(certificate.Implicit("crm", Secret));
        var action = Emails.Through(server.Port, login: new NetworkCredential("crm", Secret), host: Host, tls: certificate.Trust);

        var sending = Task.WhenAll(Enumerable.Range(0, 10).Select(i => action.SendAsync(new { to = new[] { $"u{i}@client.example" }, subject = "Essai", body = new string('é', 40_000) })));

        // The server waits for whoever reads what it got.
        var recipients = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 10; i++) recipients.UnionWith((await server.NextAsync()).Recipients);
        Assert.All(await sending, r => Assert.True(r.Succeeded, r.Error));
        Assert.Equal(10, recipients.Count);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task Run_TlsAndRecipientRefused_IsPermanentAndNamesTheRealServer()
    {
        using var certificate = new TestCertificate(isTrusted: false);
        await using var server = await MailServer.StartAsync(certificate.Implicit("crm", Secret));

        var result = await Emails.Through(server.Port, login: new NetworkCredential("crm", Secret), host: Host, tls: certificate.Trust).SendToAsync("inconnu@client.example");

        Assert.True(result.IsPermanent);
        Assert.StartsWith($"The mail server {Host}:{server.Port} refused a recipient: inconnu@client.example: 550 5.1.1", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Host, false, "UntrustedRoot")]
    [InlineData("autre.example", true, "RemoteCertificateNameMismatch")]
    public async Task Run_TlsWithAWrongCertificate_IsTransientAndSendsNothing(string name, bool isTrusted, string reason)
    {
        using var certificate = new TestCertificate(isTrusted: false, name);
        await using var server = await MailServer.StartAsync(certificate.Implicit("crm", Secret));
        using var other = new TestCertificate(isTrusted: false);

        var result = await Emails.Through(server.Port, login: new NetworkCredential("crm", Secret), host: Host, tls: isTrusted ? certificate.Trust : other.Trust)
            .SendToAsync("zoe@client.example");

        Assert.False(result.Succeeded);
        Assert.False(result.IsPermanent);
        Assert.StartsWith($"The conversation with the mail server {Host}:{server.Port} cannot be made secure: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task Run_TlsWithAServerThatSpeaksNone_IsTransientAndSaysSo()
    {
        using var certificate = new TestCertificate(isTrusted: false);
        await using var server = new ScriptedSmtpServer();

        var result = await Emails.Through(server.Port, tls: certificate.Trust, timeout: TimeSpan.FromSeconds(5)).SendToAsync("zoe@client.example");

        Assert.False(result.IsPermanent);
        Assert.StartsWith($"The conversation with the mail server 127.0.0.1:{server.Port} cannot be made secure: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TlsWithAServerThatSaysNothing_EndsInTimeAsTransient()
    {
        using var certificate = new TestCertificate(isTrusted: false);
        await using var server = new ScriptedSmtpServer((ScriptedSmtpServer.Greeting, ScriptedSmtpServer.Hang));

        var result = await Emails.Through(server.Port, tls: certificate.Trust, timeout: TimeSpan.FromMilliseconds(300)).SendToAsync("zoe@client.example")
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.False(result.IsPermanent);
        Assert.Contains("within 0.3 s", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TlsAndNobodyListens_IsTransient()
    {
        using var certificate = new TestCertificate(isTrusted: false);

        var result = await Emails.Through(1, tls: certificate.Trust).SendToAsync("zoe@client.example");

        Assert.False(result.IsPermanent);
        Assert.Equal("The mail server 127.0.0.1:1 cannot be reached: Connection refused.", result.Error);
    }

    /// <summary>
    /// A certificate of our own. The mail client asks one callback of the whole process; it is given one that trusts this certificate
    /// beside those that are trusted anyway.
    /// </summary>
    private sealed class TestCertificate : IDisposable
    {
        private static readonly Lock Gate = new();
        private static readonly HashSet<string> Trusted = [];

        private readonly X509Certificate2 root;
        private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("alforis-mail-");

        public TestCertificate(bool isTrusted, string name = Host)
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
            var now = TimeProvider.System.GetUtcNow();
            using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            File.WriteAllText(CertificatePath, certificate.ExportCertificatePem());
            File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
            root = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));
            if (isTrusted) TrustEverywhere(certificate.Thumbprint);
        }

        private string CertificatePath => Path.Combine(directory.FullName, "cert.pem");

        private string KeyPath => Path.Combine(directory.FullName, "key.pem");

        public Dictionary<string, string> Options(string user, string password) => new(StringComparer.Ordinal)
        {
            ["cert"] = CertificatePath,
            ["key"] = KeyPath,
            ["user"] = user,
            ["password"] = password,
        };

        /// <summary>Trusts it, and nothing else.</summary>
        public X509ChainPolicy Trust
        {
            get
            {
                var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                policy.CustomTrustStore.Add(root);
                return policy;
            }
        }

        /// <summary>The same for TLS from the first byte on.</summary>
        public Dictionary<string, string> Implicit(string user, string password) =>
            new(Options(user, password), StringComparer.Ordinal) { ["implicit"] = "yes" };

        public void Dispose()
        {
            root.Dispose();
            directory.Delete(recursive: true);
        }

        private static void TrustEverywhere(string thumbprint)
        {
            lock (Gate) Trusted.Add(thumbprint);
#pragma warning disable SYSLIB0014, MA0039 // The mail client knows no other place, and this trusts one certificate more, by its thumbprint.
            ServicePointManager.ServerCertificateValidationCallback = IsTrusted;
#pragma warning restore SYSLIB0014, MA0039
        }

        private static bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            if (errors == SslPolicyErrors.None) return true;
            lock (Gate) return certificate is X509Certificate2 shown && Trusted.Contains(shown.Thumbprint);
        }
    }
}

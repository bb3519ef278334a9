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

    /// <summary>
    /// A certificate of our own. The mail client asks one callback of the whole process; it is given one that trusts this certificate
    /// beside those that are trusted anyway.
    /// </summary>
    private sealed class TestCertificate : IDisposable
    {
        private static readonly Lock Gate = new();
        private static readonly HashSet<string> Trusted = [];

        private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("alforis-mail-");

        public TestCertificate(bool isTrusted)
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=" + Host, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(Host);
            request.CertificateExtensions.Add(names.Build());
            var now = TimeProvider.System.GetUtcNow();
            using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            File.WriteAllText(CertificatePath, certificate.ExportCertificatePem());
            File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
            if (isTrusted) Trust(certificate.Thumbprint);
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

        public void Dispose() => directory.Delete(recursive: true);

        private static void Trust(string thumbprint)
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

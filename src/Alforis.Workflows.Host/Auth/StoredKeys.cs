using System.Text;
using System.Xml.Linq;
using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Hooks;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace Alforis.Workflows.Host.Auth;

/// <summary>Keeps ASP.NET's data protection keys in the database, so that all hosts have the same; encrypted where there is a directory of keys.</summary>
internal static class StoredKeys
{
    public static IServiceCollection AddStoredKeys(this IServiceCollection services)
    {
        // Before the framework looks for keys itself.
        services.AddSingleton<DataProtectionKeys>().AddHostedService<FirstKey>();
        services.AddDataProtection().SetApplicationName("Alforis.Workflows");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new Repository(provider.GetRequiredService<DataProtectionKeys>());
            options.XmlEncryptor = provider.GetRequiredService<KeyRing>() is { Exists: true } ring ? new Encryptor(Own(ring)) : new NullXmlEncryptor();
        }));
        return services;
    }

    private static KeyRing Own(KeyRing ring) => ring.For("data_protection_keys");

    /// <summary>Hosts that start at once make one first key, not each its own.</summary>
    private sealed class FirstKey(DataProtectionKeys keys, IDataProtectionProvider provider) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => keys.InTurnAsync(() => provider.CreateProtector("start").Protect([0]), cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Repository(DataProtectionKeys keys) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.Read().Select(XElement.Parse)];

        public void StoreElement(XElement element, string friendlyName) => keys.Write(friendlyName, element.ToString(SaveOptions.DisableFormatting));
    }

    private sealed class Encryptor(KeyRing ring) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
            new XElement("sealed", ring.Seal(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)))), typeof(Decryptor));
    }

    /// <summary>Made by the framework, which finds its name beside what is encrypted.</summary>
    internal sealed class Decryptor(IServiceProvider services) : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) => XElement.Parse(Encoding.UTF8.GetString(Own(services.GetRequiredService<KeyRing>()).Open(encryptedElement.Value)));
    }
}

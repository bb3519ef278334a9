using System.Security.Cryptography;
using Alforis.Workflows.Host.Commands;
using Alforis.Workflows.Host.Database;
using Microsoft.AspNetCore.DataProtection;

namespace Alforis.Workflows.Host.Hooks;

/// <summary>
/// Encrypts the secrets that sign calls, with keys in a directory outside of the database: who has a dump of it cannot sign. All hosts of
/// a database share the directory. Thread-safe.
/// </summary>
internal sealed class KeyRing
{
    /// <summary>Names the directory of the keys when no option does.</summary>
    public const string KeysVariable = "ALFORIS_KEYS";

    private const string OptionName = "--keys";
    private const string ApplicationName = "Alforis.Workflows";
    private const string Purpose = "incoming_hook_secrets";
    private const string EmbeddedDirectory = "keys";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Keys? all;
    private readonly string[] purposes;
    private IDataProtector? protector;

    private KeyRing(Keys? all, params string[] purposes)
    {
        this.all = all;
        this.purposes = purposes;
    }

    /// <summary>Nobody said where the keys are: nothing can be encrypted, or read.</summary>
    public static KeyRing None { get; } = new(null, Purpose);

    /// <summary>What to do when there is no key ring.</summary>
    public static string Missing =>
        $"Secrets that sign are encrypted with keys in a directory, and none is named. Set {KeysVariable} (or give {OptionName}) to a directory that every host of this database shares, "
        + "that only its account can read, and that is backed up apart from the database.";

    /// <summary>Whether there is a directory.</summary>
    public bool Exists => all is not null;

    /// <summary>The keys of a command line and its environment: those beside the embedded database, if it is used.</summary>
    public static KeyRing Read(string? given, DatabaseSettings database, CommandSurroundings surroundings)
    {
        var named = given ?? surroundings.Variable(KeysVariable);
        if (named is not null) return In(named);
        return database.ConnectionString is null ? In(Path.Combine(database.DataDirectory, EmbeddedDirectory)) : None;
    }

    /// <summary>The keys in a directory.</summary>
    public static KeyRing In(string directory) => new(new Keys(Path.GetFullPath(directory)), Purpose);

    /// <summary>The same keys for something else: what was encrypted for one purpose cannot be decrypted for another.</summary>
    public KeyRing For(params string[] otherPurposes) => new(all, otherPurposes);

    /// <summary>Makes directory and first key when they are missing, so that every host finds the same.</summary>
    /// <exception cref="KeyRingException">The directory cannot be used.</exception>
    public void Prepare()
    {
        if (Exists) Seal([0]);
    }

    /// <summary>Encrypts a secret.</summary>
    /// <exception cref="KeyRingException">There is no directory, or it cannot be used.</exception>
    public string Seal(byte[] secret) => Use(p => Convert.ToBase64String(p.Protect(secret)));

    /// <summary>Decrypts a secret.</summary>
    /// <exception cref="KeyRingException">There is no directory, it cannot be used, it does not hold the key, or the secret is damaged.</exception>
    public byte[] Open(string sealedSecret)
    {
        var bytes = Decode(sealedSecret);
        try
        {
            return Use(p => p.Unprotect(bytes));
        }
        catch (KeyRingException e) when (e.InnerException is CryptographicException)
        {
            // Somebody else may have made a key since this one looked.
            protector = null;
            all?.Forget();
            return Use(p => p.Unprotect(bytes));
        }
    }

    private static byte[] Decode(string sealedSecret)
    {
        try
        {
            return Convert.FromBase64String(sealedSecret);
        }
        catch (FormatException e)
        {
            throw new KeyRingException("A secret that is stored is damaged: give the hook a new one, or make the target again.", e);
        }
    }

    private T Use<T>(Func<IDataProtector, T> use)
    {
        if (all is null) throw new KeyRingException(Missing);
        var directory = all.Directory;
        try
        {
            return use(protector ??= all.Provider.CreateProtector(purposes));
        }
        catch (CryptographicException e) when (e.GetBaseException() is not (IOException or UnauthorizedAccessException))
        {
            throw new KeyRingException(
                $"A secret cannot be decrypted: the key is not in {directory}. Give all hosts of this database the same directory ({KeysVariable} or {OptionName}), "
                + "restore the keys from a backup, or, when they are lost, give hooks new secrets and make targets again.",
                e);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new KeyRingException(
                $"The keys in {directory} cannot be used: {e.GetBaseException().Message.TrimEnd('.')}. The service's account must be able to read and write there; "
                + $"another directory is named by {KeysVariable} or {OptionName}.",
                e);
        }
    }

    /// <summary>The keys of a directory, read when they are first needed.</summary>
    private sealed class Keys(string directory)
    {
        private IDataProtectionProvider? provider;

        public string Directory => directory;

        public IDataProtectionProvider Provider => provider ??= Make(directory);

        public void Forget() => provider = null;

        private static IDataProtectionProvider Make(string directory)
        {
            if (!OperatingSystem.IsWindows() && !System.IO.Directory.Exists(directory)) System.IO.Directory.CreateDirectory(directory, OwnerOnly);
            return DataProtectionProvider.Create(new DirectoryInfo(directory), builder => builder.SetApplicationName(ApplicationName));
        }
    }
}

/// <summary>The keys cannot be used; the message is for the operator and says what to do.</summary>
internal sealed class KeyRingException : Exception
{
    /// <summary>The one behind a failure: the framework wraps what befalls it when it encrypts.</summary>
    public static KeyRingException? Behind(Exception? exception)
    {
        while (exception is not (null or KeyRingException)) exception = exception.InnerException;
        return (KeyRingException?)exception;
    }

    public KeyRingException(string message)
        : base(message)
    {
    }

    public KeyRingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

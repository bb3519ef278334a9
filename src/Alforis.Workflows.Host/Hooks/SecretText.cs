using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Alforis.Workflows.Host.Hooks;

/// <summary>Secrets as people hand them on.</summary>
internal static class SecretText
{
    private const string SigningPrefix = "whsec_";
    private const string BearerPrefix = "hook_";
    private const int Bytes = 32;

    /// <summary>A new secret that signs: the text for the sender, and the key.</summary>
    public static (string Text, byte[] Key) NewSigning()
    {
        var key = RandomNumberGenerator.GetBytes(Bytes);
        return (SigningPrefix + Convert.ToBase64String(key), key);
    }

    /// <summary>A new secret that calls bear: the text for the sender, and the hash that is stored.</summary>
    public static (string Text, byte[] Hash) NewBearer()
    {
        var text = BearerPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (text, Hash(text));
    }

    /// <summary>The hash of a borne secret. It needs no salt and no slowness: nobody can try 2^256 secrets.</summary>
    public static byte[] Hash(string bearer) => SHA256.HashData(Encoding.UTF8.GetBytes(bearer));
}

using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Alforis.Workflows.Host.Endpoints.Client;

/// <summary>A file of the web interface, as it lies in the assembly; small enough to be kept, also compressed. Immutable, thread-safe.</summary>
internal sealed class ClientFile
{
    private const string Prefix = "client/";

    /// <summary>The names of files there say what is in them: they never change.</summary>
    private const string Assets = "assets/";

    private static readonly FileExtensionContentTypeProvider Types = new();

    private readonly byte[] content;
    private readonly Lazy<byte[]> compressed;
    private readonly StringValues type;
    private readonly EntityTagHeaderValue etag;

    private ClientFile(string path, byte[] content)
    {
        Path = path;
        this.content = content;
        type = Types.TryGetContentType(path, out var known) ? known.StartsWith("text/", StringComparison.Ordinal) ? known + "; charset=utf-8" : known : "application/octet-stream";
        etag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");
        compressed = new Lazy<byte[]>(() => Compress(content));
    }

    /// <summary>Its path, without a slash at the beginning.</summary>
    public string Path { get; }

    /// <summary>All files of the web interface.</summary>
    public static IReadOnlyList<ClientFile> ReadAll()
    {
        var assembly = typeof(ClientFile).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new ClientFile(name[Prefix.Length..].Replace('\\', '/'), bytes);
        })];
    }

    /// <summary>Answers with the file.</summary>
    public async Task WriteAsync(HttpContext http)
    {
        var headers = http.Response.GetTypedHeaders();
        headers.ETag = etag;
        http.Response.Headers.CacheControl = Path.StartsWith(Assets, StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(etag, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var takesBrotli = http.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && e.Quality != 0);
        var bytes = takesBrotli ? compressed.Value : content;
        if (takesBrotli) http.Response.Headers.ContentEncoding = "br";
        http.Response.Headers.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static byte[] Compress(byte[] content)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.Optimal)) brotli.Write(content);
        return target.ToArray();
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Alforis.Workflows.Host.OpenApi;

/// <summary>The API's description as text, written once. Thread-safe.</summary>
internal sealed class ApiDocument
{
    private readonly Lazy<Task<(byte[] Text, string ETag)>> text;

    public ApiDocument(IServiceProvider services) => text = new(() => WriteAsync(services));

    /// <summary>The document in UTF-8, and what tells it from others.</summary>
    public Task<(byte[] Text, string ETag)> Text => text.Value;

    private static async Task<(byte[] Text, string ETag)> WriteAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocumentServices.Name).GetOpenApiDocumentAsync();
        var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        document.SerializeAs(OpenApiSpecVersion.OpenApi3_1, new OpenApiJsonWriter(writer));
        var bytes = Encoding.UTF8.GetBytes(writer + "\n");
        return (bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
    }
}

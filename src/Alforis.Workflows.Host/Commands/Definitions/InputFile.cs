using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Host.Commands.Definitions;

/// <summary>The content of a file that somebody named on the command line, or why there is none.</summary>
/// <param name="Name">The name as given.</param>
/// <param name="Content">The bytes; empty when they could not be read.</param>
/// <param name="Problem">Why it could not be read, or is no text.</param>
internal sealed record InputFile(string Name, ReadOnlyMemory<byte> Content, Diagnostic? Problem)
{
    /// <summary>Stands for what is piped in.</summary>
    public const string StandardInput = "-";

    /// <summary>Reads a file; what is wrong with it is data.</summary>
    /// <param name="name">A path, or <see cref="StandardInput"/>.</param>
    /// <param name="limit">One byte more than this is read at most, so that an endless file ends in a message about its size.</param>
    /// <param name="surroundings">Has the standard input.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<InputFile> ReadAsync(string name, int limit, CommandSurroundings surroundings, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = name == StandardInput ? surroundings.OpenInput() : Open(name);
            var content = await ReadAsync(stream, limit + 1, cancellationToken);
            // Of a file that is too large, the last character may be missing a part.
            return new InputFile(name, content, content.Length > limit ? null : FileText.Check(content.Span));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new InputFile(name, default, new Diagnostic(
                CrmDiagnosticCodes.UnreadableFile, DiagnosticSeverity.Error, "", 1, 1, Describe(name, e)));
        }
    }

    private static FileStream Open(string name)
    {
        if (Directory.Exists(name)) throw new IOException("It is a directory; name the files in it.");
        return File.OpenRead(name);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        while (content.Length < most)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most - content.Length)), cancellationToken);
            if (read == 0) break;
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static string Describe(string name, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "There is no such file.",
        UnauthorizedAccessException => "This file may not be read by this account.",
        ArgumentException => $"'{name}' is no file name.",
        _ => $"The file cannot be read: {e.Message}",
    };
}

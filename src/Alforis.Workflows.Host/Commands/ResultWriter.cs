using System.Text;

namespace Alforis.Workflows.Host.Commands;

/// <summary>The standard output, which tells its own failures (a full disk, a closed descriptor) from those of other files.</summary>
internal sealed class ResultWriter(TextWriter output) : TextWriter(output.FormatProvider)
{
    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => Try(() => output.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => output.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => output.Write(value));

    public override void Flush() => Try(output.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new ResultException(e);
        }
    }
}

/// <summary>A verb's result cannot be written.</summary>
internal sealed class ResultException(Exception innerException) : Exception(innerException.Message, innerException);

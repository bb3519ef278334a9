namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>Cuts a log down to the lines that fit into an error message.</summary>
internal static class LogTail
{
    private const int Lines = 12;

    internal static string Of(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "(it printed nothing)" : string.Join(Environment.NewLine, lines.TakeLast(Lines));
    }
}

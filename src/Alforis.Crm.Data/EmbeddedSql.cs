namespace Alforis.Crm.Data;

/// <summary>SQL files embedded in this assembly.</summary>
internal static class EmbeddedSql
{
    /// <summary>The text of one embedded file.</summary>
    /// <param name="name">The logical name, for instance <c>demo/0001_accounts.sql</c>.</param>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedSql).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"No SQL file '{name}' is embedded in Alforis.Crm.Data.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

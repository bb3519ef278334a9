using System.Collections.Frozen;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Emails;

/// <summary>Templates by their names, as they are in one snapshot. Immutable, thread-safe.</summary>
internal sealed class EmailTemplateSet
{
    /// <summary>No templates.</summary>
    public static readonly EmailTemplateSet Empty = new([]);

    private const string Sql = """
        SELECT name, description, language, subject, body_html, body_text
        FROM public.email_templates
        WHERE is_active AND ($1 IS NULL OR lower(name) IN (SELECT lower(n) FROM unnest($1) AS n))
        ORDER BY lower(name)
        """;

    private readonly FrozenDictionary<string, EmailTemplate> byName;
    private readonly FrozenDictionary<string, EmailTemplate> byNameInAnyCase;

    private EmailTemplateSet(IReadOnlyList<EmailTemplate> templates)
    {
        All = templates;
        byName = templates.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
        // Of some letters (σ and ς) PostgreSQL finds that they differ in more than case.
        byNameInAnyCase = templates.DistinctBy(t => t.Name, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<EmailTemplate> All { get; }

    /// <summary>The set of some templates, whose names differ whatever their case.</summary>
    public static EmailTemplateSet Of(IEnumerable<EmailTemplate> templates) => new([.. templates.OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase)]);

    /// <summary>Reads those that may be used.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="names">Only these; <see langword="null"/> for all.</param>
    /// <param name="ct">Cancels the reading.</param>
    public static async Task<EmailTemplateSet> LoadAsync(NpgsqlConnection connection, IEnumerable<string>? names, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters = { new NpgsqlParameter { Value = (object?)names?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text } },
        };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<EmailTemplate>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            found.Add(new EmailTemplate
            {
                Name = reader.GetString(0),
                Description = reader.GetString(1),
                Language = reader.GetString(2),
                Subject = reader.GetString(3),
                Html = reader.GetString(4),
                Text = reader.GetString(5),
            });
        }

        return new EmailTemplateSet(found);
    }

    /// <summary>The template of a name, whatever its case; <see langword="null"/> for none.</summary>
    public EmailTemplate? Find(string name) => byName.GetValueOrDefault(name) ?? byNameInAnyCase.GetValueOrDefault(name);

    /// <summary>Whether it says the same to the letter.</summary>
    public bool IsSameAs(EmailTemplateSet other) => All.SequenceEqual(other.All);
}

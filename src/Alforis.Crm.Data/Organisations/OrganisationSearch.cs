using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Organisations;

/// <summary>An organisation that a search has found.</summary>
public sealed record FoundOrganisation
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Nom { get; init; }

    /// <summary>What it is to us.</summary>
    public required string Type { get; init; }

    /// <summary>The segment it belongs to.</summary>
    public string? Category { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Telephone { get; init; }

    /// <summary>Town.</summary>
    public string? Ville { get; init; }

    /// <summary>Country, ISO 3166 alpha-2.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Where it stands in the pipeline.</summary>
    public required string PipelineStage { get; init; }

    /// <summary>Whether we still work with it.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The number of the user in charge.</summary>
    public long? AssignedTo { get; init; }

    /// <summary>How well it fits: the larger, the better.</summary>
    public required float Rank { get; init; }
}

/// <summary>Finds organisations by words, accents and case ignored, each by its beginning or its French stem. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read organisations.</param>
public sealed class OrganisationSearch(NpgsqlDataSource dataSource)
{
    // One evaluation for both: how many there are, and the best of them, in the order of the function.
    private const string Sql = """
        WITH found AS MATERIALIZED (
          SELECT f.id, f.nom, f.type, f.category, f.email, f.telephone, f.ville, f.country_code, f.pipeline_stage, f.is_active, f.assigned_to, f.rank, f.place
          FROM public.search_organisations($1) WITH ORDINALITY
            AS f (id, nom, type, category, email, telephone, ville, country_code, pipeline_stage, is_active, assigned_to, rank, place)
        ), counted AS (
          SELECT count(*) AS total FROM found
        )
        SELECT c.total, p.id, p.nom, p.type, p.category, p.email, p.telephone, p.ville, p.country_code, p.pipeline_stage, p.is_active, p.assigned_to, p.rank
        FROM counted c LEFT JOIN LATERAL (SELECT f.* FROM found f ORDER BY f.place LIMIT $2 OFFSET $3) p ON true
        ORDER BY p.place
        """;

    /// <summary>Those that have all of the words, the best first.</summary>
    /// <param name="text">The words, as somebody types them; any text.</param>
    /// <param name="part">Which part of them.</param>
    /// <param name="ct">Cancels the search.</param>
    public async Task<ListPage<FoundOrganisation>> FindAsync(string text, ListPart part, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(part);
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = part.Limit });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = part.Skip });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var (total, found) = (0L, new List<FoundOrganisation>());
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            total = reader.GetInt64(0);
            if (!reader.IsDBNull(1)) found.Add(Read(reader));
        }

        return new ListPage<FoundOrganisation>(total, found);
    }

    private static FoundOrganisation Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(1),
        Nom = reader.GetString(2),
        Type = reader.GetString(3),
        Category = reader.Text(4),
        Email = reader.Text(5),
        Telephone = reader.Text(6),
        Ville = reader.Text(7),
        CountryCode = reader.Text(8),
        PipelineStage = reader.GetString(9),
        IsActive = reader.GetBoolean(10),
        AssignedTo = reader.Number(11),
        Rank = reader.GetFloat(12),
    };
}

namespace Alforis.Crm.Data.Tests.Schema;

public sealed class SearchTests(SearchTests.Filled shared) : IClassFixture<SearchTests.Filled>
{
    public sealed class Filled : IAsyncLifetime
    {
        internal CrmDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Database = await Databases.CreateAsync();
            await Database.ExecuteAsync(Organisations);
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }

    private const string Organisations =
        """
        INSERT INTO organisations (nom, ville, email, telephone, tags, notes) VALUES
          ('ACME Gestion Privée', 'Zürich', 'contact@acme.example', '+33 1 42 00 10 01', '{VIP}', 'Suivi des marchés obligataires'),
          ('L''Oréal-SA', 'Clichy', NULL, NULL, '{}', 'Fournisseur d''ACME'),
          ('Le Groupe Évasion', 'Orléans', 'info@evasion.example', NULL, '{}', NULL);
        """;

    [Theory]
    [InlineData("acme", "ACME Gestion Privée|L'Oréal-SA")] // the name before the note
    [InlineData("acm", "ACME Gestion Privée|L'Oréal-SA")]
    [InlineData("ACMÉ gest", "ACME Gestion Privée")]
    [InlineData("gestions privees", "ACME Gestion Privée")]
    [InlineData("zurich", "ACME Gestion Privée")]
    [InlineData("contact@acme.example", "ACME Gestion Privée")]
    [InlineData("0033142001001", "")]
    [InlineData("33142001001", "ACME Gestion Privée")]
    [InlineData("vip", "ACME Gestion Privée")]
    [InlineData("marché", "ACME Gestion Privée")]
    [InlineData("l'oreal", "L'Oréal-SA")]
    [InlineData("loreal", "")]
    [InlineData("le groupe", "Le Groupe Évasion")]
    [InlineData("evasion le", "Le Groupe Évasion")]
    [InlineData("orl", "Le Groupe Évasion")]
    [InlineData("acme clichy", "L'Oréal-SA")] // every word must be found
    [InlineData("acme introuvable", "")]
    public async Task SearchOrganisations_Words_FindsBestFirst(string query, string expected)
    {
        var found = await shared.Database.QueryAsync<string>("SELECT nom FROM search_organisations(@query)", new { query });

        Assert.Equal(expected, string.Join('|', found));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("'")]
    [InlineData("a'b\"c")]
    [InlineData("\\")]
    [InlineData("a\\'b:*")]
    [InlineData("& | ! <-> ( ) :* *")]
    [InlineData("foo & | bar")]
    [InlineData("'; DROP TABLE organisations; --")]
    [InlineData("😀 👩‍💻 🇫🇷")]
    [InlineData("%_%")]
    [InlineData("\u0001\t\r\n\u200b\ufeff")]
    [InlineData("ﬁ ſ K ÅÅ é 漢字 עברית")]
    [InlineData("-1 1.5e10 1/2 http://x?y=z&a a@b <b>x</b> &amp;")]
    [InlineData("le de la et")]
    public async Task SearchOrganisations_AnyInput_IsNoError(string query)
    {
        Assert.Equal(0, await shared.Database.ScalarAsync<int>("SELECT count(*) FROM search_organisations(@query)", new { query }));
    }

    [Fact]
    public async Task SearchOrganisations_VeryLongInput_IsNoError()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO organisations (nom, notes) VALUES (repeat('é', 255), repeat('x', 100000))");

        Assert.Equal(0, await database.ScalarAsync<int>(
            "SELECT count(*) FROM search_organisations(@query)", new { query = string.Join(' ', Enumerable.Range(0, 20_000)) }));
        Assert.Equal(0, await database.ScalarAsync<int>("SELECT count(*) FROM search_organisations(NULL)"));
    }

    [Fact]
    public async Task SearchOrganisations_RowChanged_FindsItUnderItsNewName()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(Organisations);

        await database.ExecuteAsync("UPDATE organisations SET nom = 'Nouveau Nom' WHERE nom = 'L''Oréal-SA'");

        Assert.Equal(0, await database.ScalarAsync<int>("SELECT count(*) FROM search_organisations('oreal')"));
        Assert.Equal("Nouveau Nom", await database.ScalarAsync<string>("SELECT nom FROM search_organisations('nouv')"));
    }

    [Fact]
    public async Task SearchOrganisations_ManyRows_ReadsTheIndexNotTheTable()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            SET alforis.capture = 'off';
            INSERT INTO organisations (nom) SELECT 'Société ' || md5(n::text) FROM generate_series(1, 5000) n;
            INSERT INTO organisations (nom) VALUES ('ACME');
            ANALYZE organisations;
            """);

        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        // The counters of the running transaction: what this search, and nothing else, has read.
        const string Counters =
            """
            SELECT pg_stat_get_xact_numscans('organisations'::regclass) AS sequential,
              pg_stat_get_xact_numscans('organisations_search_index'::regclass) AS by_index
            """;
        var found = await Dapper.SqlMapper.ExecuteScalarAsync<string>(connection, "SELECT nom FROM search_organisations('acme')");
        var (sequential, byIndex) = await Dapper.SqlMapper.QuerySingleAsync<(long, long)>(connection, Counters);

        Assert.Equal("ACME", found);
        Assert.Equal(0, sequential);
        Assert.Equal(1, byIndex);
    }
}

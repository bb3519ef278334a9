using System.Text.Json;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Model;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Model;

/// <summary>Whatever a row may hold arrives in the record unchanged; what a record cannot hold, a row does not either.</summary>
public sealed class RoundTripTests
{
    private static readonly DateTimeOffset Created = new(2024, 2, 29, 23, 59, 59, 123, 456, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(9999, 12, 30, 23, 59, 59, 999, 999, TimeSpan.Zero);

    private static Organisation Full => new()
    {
        Id = 7, Nom = "Société d'Été « 🏦 »", Type = "emetteur", Category = "SDG", Email = "a@b.fr", Telephone = "+33 1",
        Website = "https://b.fr", Adresse = "1, rue \"de\" l'Île\nBât. B\\", Ville = "Saint-Étienne", CodePostal = "01000", Pays = "France", CountryCode = "FR",
        PipelineStage = "signe", MontantPotentiel = 12345.60m, DateSignature = new DateOnly(2024, 2, 29), ProbabiliteSignature = 55,
        Aum = 0.01m, AumDate = new DateOnly(2025, 12, 31), Strategies = ["actions", "obligations"], Domicile = "LU", Language = "fr-BE",
        Notes = "a\tb\u0001\u2028 e\u0301 \U0001F469\u200D\U0001F4BB", Tags = ["vip", "", " ", "{a,b}", "NULL", "é\"\\"], IsActive = false,
        AssignedTo = 1, CreatedBy = 2, CreatedAt = Created, UpdatedAt = Created.AddSeconds(1),
    };

    private static Organisation Highest => Full with
    {
        Id = long.MaxValue, Nom = new string('é', 255), MontantPotentiel = 9_999_999_999_999.99m, Aum = 9_999_999_999_999_999.99m,
        DateSignature = DateOnly.MaxValue, AumDate = DateOnly.MaxValue, ProbabiliteSignature = 100,
        Notes = new string('x', 100_000), Tags = [.. Enumerable.Range(0, 200).Select(n => $"t{n}")], CreatedAt = Last, UpdatedAt = Last,
    };

    private static Organisation Lowest => new()
    {
        Id = 1, Nom = "x", MontantPotentiel = 0m, Aum = 0m, DateSignature = DateOnly.MinValue, AumDate = DateOnly.MinValue, ProbabiliteSignature = 0,
        Email = null, Notes = "", Tags = [], Strategies = [], CreatedAt = DateTimeOffset.UnixEpoch, UpdatedAt = DateTimeOffset.UnixEpoch,
    };

    private static Deal FullDeal => new()
    {
        Id = 9, OrganisationId = 7, Nom = "Mandat 🏦", Montant = 9_999_999_999_999.99m, Stage = "negociation", Probabilite = 100,
        DateCloturePrevue = DateOnly.MaxValue, AssignedTo = 1, ManagerId = 2, Description = "é\n", Tags = ["a", "b"], CreatedBy = 2,
        CreatedAt = Last, UpdatedAt = Last,
    };

    [Theory]
    [InlineData("full", "UTC")]
    [InlineData("full", "Europe/Paris")]
    [InlineData("highest", "UTC")]
    [InlineData("highest", "Pacific/Kiritimati")]
    [InlineData("lowest", "UTC")]
    [InlineData("lowest", "America/Los_Angeles")]
    public async Task Organisation_WrittenAndRead_IsTheSame(string which, string timeZone)
    {
        var expected = which switch { "full" => Full, "highest" => Highest, _ => Lowest };
        await using var database = await WithUsersAsync(timeZone);

        await RowImage.InsertAsync(database, "organisations", expected, CrmJson.Default.Organisation);

        Assert.Equivalent(expected, await RowImage.ReadOrganisationAsync(database), strict: true);
    }

    [Fact]
    public async Task Organisation_FullRow_LeavesNoColumnAtItsDefault()
    {
        await using var database = await WithUsersAsync("UTC");
        await database.ExecuteAsync("INSERT INTO organisations (nom) VALUES ('x')");
        var defaults = await RowImage.ReadOrganisationAsync(database);

        // Otherwise the round trip could not see that a column is not read at all.
        Assert.All(ModelColumns.Of(typeof(Organisation)), property => Assert.NotEqual(property.GetValue(defaults), property.GetValue(Full)));
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")]
    public async Task Deal_WrittenAndRead_IsTheSame(string timeZone)
    {
        await using var database = await WithUsersAsync(timeZone);
        await RowImage.InsertAsync(database, "organisations", Full, CrmJson.Default.Organisation);

        await RowImage.InsertAsync(database, "deals", FullDeal, CrmJson.Default.Deal);

        Assert.Equivalent(FullDeal, await RowImage.ReadDealAsync(database), strict: true);
    }

    [Theory]
    [InlineData("organisations", "date_signature", "infinity")]
    [InlineData("organisations", "date_signature", "-infinity")]
    [InlineData("organisations", "aum_date", "10000-01-01")]
    [InlineData("organisations", "aum_date", "0001-12-31 BC")]
    [InlineData("organisations", "montant_potentiel", "NaN")]
    [InlineData("organisations", "aum", "NaN")]
    [InlineData("organisations", "strategies", "{a,NULL}")]
    [InlineData("organisations", "tags", "{a,NULL}")]
    [InlineData("organisations", "created_at", "infinity")]
    [InlineData("organisations", "created_at", "-infinity")]
    [InlineData("deals", "created_at", "10000-01-01Z")]
    [InlineData("deals", "montant", "NaN")]
    [InlineData("deals", "date_cloture_prevue", "infinity")]
    [InlineData("organisation_activities", "occurred_at", "-infinity")]
    public async Task Write_ValueThatNoRecordHolds_IsRefused(string table, string column, string value)
    {
        var refusal = await RefusalAsync(table, column, value);

        Assert.Equal((PostgresErrorCodes.CheckViolation, $"{table}_{column}_check"), (refusal.SqlState, refusal.ConstraintName));
    }

    [Theory]
    [InlineData("organisations", "aum", "Infinity", PostgresErrorCodes.NumericValueOutOfRange)]
    [InlineData("organisations", "strategies", "{{a,b},{c,d}}", PostgresErrorCodes.FeatureNotSupported)]
    [InlineData("deals", "tags", "{{a,b},{c,d}}", PostgresErrorCodes.FeatureNotSupported)]
    public async Task Write_ValueThatTheServerItselfRefuses_IsRefused(string table, string column, string value, string sqlState) =>
        Assert.Equal(sqlState, (await RefusalAsync(table, column, value)).SqlState);

    private static async Task<PostgresException> RefusalAsync(string table, string column, string value)
    {
        await using var database = await WithUsersAsync("UTC");
        await database.ExecuteAsync(
            """
            INSERT INTO organisations (nom) VALUES ('x');
            INSERT INTO deals (organisation_id, nom) SELECT id, 'x' FROM organisations;
            INSERT INTO organisation_activities (organisation_id) SELECT id FROM organisations;
            """);
        return await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync($"UPDATE {table} SET {column} = '{value}'"));
    }

    private static async Task<CrmDatabase> WithUsersAsync(string timeZone)
    {
        var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            $"""
            DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = %L', current_database(), '{timeZone}'); END $$;
            INSERT INTO users (email) VALUES ('a@b.fr'), ('c@d.fr');
            """);
        database.ForgetConnections();
        return database;
    }
}

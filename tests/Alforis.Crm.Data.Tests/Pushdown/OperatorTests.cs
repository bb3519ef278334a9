using Alforis.Crm.Data.Pushdown;

namespace Alforis.Crm.Data.Tests.Pushdown;

/// <summary>Each operator on a row that it selects and on rows that it does not, worked out from the truth table by hand.</summary>
public sealed class OperatorTests(OperatorTests.Book book) : IClassFixture<OperatorTests.Book>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 22, 30, 0, TimeSpan.Zero);

    // The rows: 1 is filled, 2 has other values and empty texts, 3 has nothing that may be null.
    [Theory]
    [InlineData("ville", "==", "\"Lyon\"", "1")]
    [InlineData("ville", "!=", "\"Lyon\"", "2 3")]
    [InlineData("ville", "==", "null", "3")]
    [InlineData("ville", "!=", "null", "1 2")]
    [InlineData("ville", "is_empty", null, "2 3")]
    [InlineData("ville", "is_not_empty", null, "1")]
    [InlineData("ville", "contains", "\"yo\"", "1")]
    [InlineData("ville", "not_contains", "\"yo\"", "2 3")]
    [InlineData("ville", "contains", "\"\"", "1 2")]
    [InlineData("ville", "starts_with", "\"L\"", "1")]
    [InlineData("ville", "starts_with", "\"\"", "1 2")]
    [InlineData("ville", "ends_with", "\"on\"", "1")]
    [InlineData("ville", "ends_with", "\"\"", "1 2")]
    [InlineData("ville", "in", "[\"Lyon\",null]", "1 3")]
    [InlineData("ville", "not_in", "[\"Lyon\"]", "2 3")]
    [InlineData("ville", "not_in", "[\"Lyon\",null]", "2")]
    [InlineData("ville", "in", "[null]", "3")]
    [InlineData("ville", "in", "{\"field\":\"tags\"}", "1")]
    [InlineData("adresse", "contains", "\"100%_\\\\\"", "1")]
    [InlineData("adresse", "starts_with", "\"_\"", "")]
    [InlineData("adresse", "ends_with", "\"'; --\"", "1")]
    [InlineData("adresse", "contains", "\"%\"", "1")]
    [InlineData("notes", "ends_with", "\"😀\"", "1")]
    [InlineData("notes", "starts_with", "\"é\"", "1")]
    [InlineData("notes", "contains", "\"e\"", "2")]
    [InlineData("type", "==", "\"CLIENT\"", "1 3")]
    [InlineData("category", "not_in", "[\"SDG\"]", "2 3")]
    [InlineData("pipeline_stage", "in", "[\"Signé\",\"won\"]", "2")]
    [InlineData("montant_potentiel", "==", "1000", "1")]
    [InlineData("montant_potentiel", "==", "1000.0000001", "")]
    [InlineData("montant_potentiel", ">", "999.99", "1")]
    [InlineData("montant_potentiel", "<=", "1000", "1 2")]
    [InlineData("montant_potentiel", ">=", "-79228162514264337593543950335", "1 2")]
    [InlineData("montant_potentiel", "<", "{\"field\":\"aum\"}", "1")]
    [InlineData("montant_potentiel", "between", "[0,{\"field\":\"aum\"}]", "1 2")]
    [InlineData("montant_potentiel", "in", "[0,1000.00]", "1 2")]
    [InlineData("aum", "==", "{\"field\":\"montant_potentiel\"}", "2 3")]
    [InlineData("probabilite_signature", "==", "50.0", "1")]
    [InlineData("probabilite_signature", "<", "50.5", "1 2")]
    [InlineData("probabilite_signature", "not_in", "[50]", "2 3")]
    [InlineData("is_active", "==", "false", "2")]
    [InlineData("is_active", "!=", "false", "1 3")]
    [InlineData("date_signature", "==", "\"9999-12-31\"", "1")]
    [InlineData("date_signature", "<", "\"0001-01-02\"", "2")]
    [InlineData("date_signature", "between", "[\"0001-01-01\",\"9999-12-31\"]", "1 2")]
    [InlineData("date_signature", "in", "[\"0001-01-01\",null]", "2 3")]
    [InlineData("aum_date", "==", "{\"field\":\"today\"}", "1")]
    [InlineData("aum_date", "==", "{\"today\":\"-1 day\"}", "2")]
    [InlineData("created_at", "<", "{\"now\":\"-30 days\"}", "3")]
    [InlineData("created_at", ">=", "\"2026-03-29\"", "1 2")]
    [InlineData("created_at", ">", "\"2026-03-28T22:59:59.9999999Z\"", "1 2")]
    [InlineData("created_at", "==", "\"2026-03-28T23:00:00.0000001Z\"", "")]
    [InlineData("created_at", "==", "\"2026-03-28T23:00:00Z\"", "1")]
    [InlineData("created_at", "in", "[\"2026-03-28T23:00:00Z\",\"2026-03-28T23:00:00.0000001Z\"]", "1")]
    [InlineData("tags", "contains", "\"vip\"", "2")]
    [InlineData("tags", "not_contains", "\"vip\"", "1 3")]
    [InlineData("tags", "contains", "{\"field\":\"ville\"}", "1")]
    [InlineData("tags", "is_empty", null, "3")]
    [InlineData("tags", "any", "{\"field\":\"it\",\"operator\":\"starts_with\",\"value\":\"vi\"}", "2")]
    [InlineData("tags", "all", "{\"field\":\"it\",\"operator\":\"==\",\"value\":\"Lyon\"}", "1 3")]
    [InlineData("last_activity_at", "==", "null", "2 3")]
    [InlineData("last_activity_at", "<", "{\"now\":\"-1 day\"}", "1")]
    [InlineData("last_activity_days", ">=", "1", "1 3")]
    [InlineData("last_activity_days", ">", "0.5", "1 3")]
    [InlineData("last_activity_days", "==", "1", "1")]
    [InlineData("last_activity_days", "<", "1", "2")]
    [InlineData("last_activity_days", "<=", "-1", "")]
    [InlineData("last_activity_days", ">=", "-1", "1 2 3")]
    [InlineData("last_activity_days", "<", "100000000000", "1 2 3")]
    [InlineData("last_activity_days", "in", "[0,1]", "1 2")]
    [InlineData("assigned_user", "==", "null", "2 3")]
    [InlineData("assigned_user.email", "==", "\"a@x.fr\"", "1")]
    [InlineData("assigned_user.email", "!=", "\"a@x.fr\"", "2 3")]
    [InlineData("assigned_user.full_name", "==", "\"Ana\"", "1")]
    [InlineData("primary_contact.full_name", "==", "\"Zoé Un\"", "1")]
    [InlineData("primary_contact.telephone", "==", "\"06\"", "1")]
    [InlineData("primary_contact", "is_empty", null, "2 3")]
    [InlineData("people", "is_empty", null, "3")]
    [InlineData("people", "any", "{\"field\":\"role\",\"operator\":\"==\",\"value\":\"technique\"}", "2")]
    [InlineData("people", "any", "{\"field\":\"telephone\",\"operator\":\"==\",\"value\":\"06\"}", "1")]
    [InlineData("people", "any", "{\"field\":\"it.full_name\",\"operator\":\"==\",\"value\":\"Deux\"}", "2")]
    [InlineData("people", "all", "{\"field\":\"email\",\"operator\":\"!=\",\"value\":null}", "1 3")]
    [InlineData("trigger.type", "==", "\"scheduled\"", "1 2 3")]
    [InlineData("trigger.entity_id", ">", "1", "2 3")]
    [InlineData("trigger.occurred_at", "==", "{\"field\":\"now\"}", "1 2 3")]
    [InlineData("trigger.actor", "==", "\"system\"", "1 2 3")]
    [InlineData("trigger.changed_fields", "is_empty", null, "1 2 3")]
    [InlineData("organisation", "is_empty", null, "")]
    [InlineData("today", "==", "\"2026-04-01\"", "1 2 3")]
    [InlineData("now", "is_empty", null, "")]
    public async Task PageAsync_Rule_SelectsByTheTruthTableInSql(string field, string @operator, string? value, string expected)
    {
        var selection = EntitySelection.Of(Selecting.ByRule(Selecting.Rule(field, @operator, value)));

        Assert.Equal(expected, string.Join(' ', (await Selecting.PageAsync(book.Database, selection, Now)).Ids));
        Assert.True(selection.IsExact);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, await Selecting.CountAsync(book.Database, selection, Now));
    }

    /// <summary>NOT is the exact opposite, also where a value is null.</summary>
    [Theory]
    [InlineData("ville", "==", "\"Lyon\"", "2 3")]
    [InlineData("montant_potentiel", ">", "0", "2 3")]
    [InlineData("montant_potentiel", "<", "{\"field\":\"aum\"}", "2 3")]
    [InlineData("assigned_user.email", "starts_with", "\"a\"", "2 3")]
    [InlineData("last_activity_at", "<", "{\"field\":\"now\"}", "2 3")]
    [InlineData("tags", "any", "{\"field\":\"it\",\"operator\":\"==\",\"value\":\"vip\"}", "1 3")]
    public async Task PageAsync_Not_SelectsAllOthers(string field, string @operator, string value, string expected)
    {
        var rule = $$"""{"operator": "NOT", "rules": [{{Selecting.Rule(field, @operator, value)}}]}""";

        var page = await Selecting.PageAsync(book.Database, EntitySelection.Of(Selecting.ByRule(rule)), Now);

        Assert.Equal(expected, string.Join(' ', page.Ids));
    }

    [Theory]
    [InlineData("ville", "==", "\"LYON\"", true, "1")]
    [InlineData("ville", "!=", "\"LYON\"", true, "2 3")]
    [InlineData("ville", "contains", "\"YO\"", true, "1")]
    [InlineData("ville", "in", "[\"lYON\",null]", true, "1 3")]
    [InlineData("tags", "contains", "\"VIP\"", true, "2")]
    [InlineData("notes", "starts_with", "\"É\"", false, "1")]
    [InlineData("notes", "in", "[\"x\",\"É\"]", false, "")]
    [InlineData("ville", "==", "{\"field\":\"nom\"}", false, "")]
    [InlineData("ville", "matches", "\"^LY\"", false, "1")]
    public async Task PageAsync_IgnoresCase_InSqlWhereItIsTheSame(string field, string @operator, string value, bool isExact, string expected)
    {
        var selection = EntitySelection.Of(Selecting.ByRule(Selecting.Rule(field, @operator, value, ignoresCase: true)));

        Assert.Equal(expected, string.Join(' ', (await Selecting.PageAsync(book.Database, selection, Now)).Ids));
        Assert.Equal(isExact, selection.IsExact);
        Assert.Equal(isExact ? 0 : 1, selection.InMemory.Length);
    }

    public sealed class Book : IAsyncLifetime
    {
        internal CrmDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Database = await Databases.CreateAsync();
            await Database.ExecuteAsync(
                """
                INSERT INTO users (email, first_name, last_name) VALUES ('a@x.fr', ' Ana', '');
                INSERT INTO organisations (nom, ville, adresse, notes, category, montant_potentiel, aum, probabilite_signature, date_signature, aum_date, tags, assigned_to, created_at)
                SELECT 'Un', 'Lyon', '100%_\ ''; --', 'été 😀', 'SDG', 1000, 9999999999999999.99, 50, '9999-12-31', '2026-04-01', '{Lyon}', id, '2026-03-28T23:00Z' FROM users;
                INSERT INTO organisations (nom, type, ville, adresse, notes, pipeline_stage, montant_potentiel, aum, probabilite_signature, date_signature, aum_date, tags, is_active, created_at)
                VALUES ('Deux', 'autre', '', '', 'ete', 'signe', 0, 0, 0, '0001-01-01', '2026-03-31', '{a,vip}', false, '2026-03-31T22:30Z');
                INSERT INTO organisations (nom, created_at) VALUES ('Trois', '1970-01-01Z');
                INSERT INTO workflow.entity_activity VALUES ('organisation', 1, '2026-03-30T22:29:59Z'), ('deal', 2, '2020-01-01Z');
                INSERT INTO people (first_name, last_name, email, mobile) VALUES ('Zoé', 'Un', 'z@x.fr', '06'), ('', 'Deux', NULL, NULL);
                INSERT INTO person_organization_links (person_id, organisation_id, role, is_primary) VALUES (1, 1, 'autre', true), (2, 2, 'technique', false);
                """);
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}

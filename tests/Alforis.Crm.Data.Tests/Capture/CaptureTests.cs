using System.Text.Json;
using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Capture;

public sealed class CaptureTests
{
    private sealed record Event
    {
        public required string[] Types { get; init; }

        public required string EntityType { get; init; }

        public required string After { get; init; }

        public required string Actor { get; init; }

        public required string Cause { get; init; }

        public long Id { get; init; }

        public long EntityId { get; init; }

        public string? Before { get; init; }

        public string[]? Changed { get; init; }

        public short Depth { get; init; }
    }

    [Fact]
    public async Task Insert_Organisation_IsOneEventInLogAndQueue()
    {
        await using var database = await Databases.CreateAsync();

        var id = await database.ScalarAsync<long>("INSERT INTO organisations (nom, tags) VALUES ('ACME', '{a}') RETURNING id");

        var made = Assert.Single(await EventsAsync(database));
        Assert.Equal(["organisation_created"], made.Types);
        Assert.Equal(("organisation", id), (made.EntityType, made.EntityId));
        Assert.Null(made.Before);
        Assert.Null(made.Changed);
        Assert.Equal(("[]", (short)0), (made.Cause, made.Depth));
        Assert.Equal(await database.ScalarAsync<string>("SELECT session_user"), made.Actor);
        using var after = JsonDocument.Parse(made.After);
        Assert.Equal("ACME", after.RootElement.GetProperty("nom").GetString());
        Assert.Equal("prospect", after.RootElement.GetProperty("pipeline_stage").GetString());
        Assert.Equal("a", after.RootElement.GetProperty("tags")[0].GetString());
        Assert.Equal(
            await ColumnsAsync(database, "organisations"),
            after.RootElement.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal((made.Id, "organisation", id, true), Assert.Single(await database.QueryAsync<(long, string, long, bool)>(
            "SELECT event_id, entity_type, entity_id, lane = workflow.lane_of(entity_type, entity_id) FROM workflow.event_queue")));
        Assert.True(await database.ScalarAsync<bool>(
            "SELECT e.occurred_at = q.occurred_at FROM workflow.events e JOIN workflow.event_queue q ON q.event_id = e.event_id"));
    }

    [Fact]
    public async Task Update_Columns_HoldsOnlyTheirOldValues()
    {
        await using var database = await WithDealAsync();

        await database.ExecuteAsync("UPDATE deals SET montant = 20.50, nom = 'new', description = NULL");

        var made = Assert.Single(await EventsAsync(database));
        Assert.Equal(["deal_updated"], made.Types);
        Assert.Equal(["montant", "nom"], made.Changed!.Order(StringComparer.Ordinal));
        Assert.Equal("""{"nom": "d", "montant": 10.00}""", made.Before);
        Assert.Contains("\"montant\": 20.50", made.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_DealStage_IsOneEventOfTwoTypes()
    {
        await using var database = await WithDealAsync();

        await database.ExecuteAsync("UPDATE deals SET stage = 'signe'");

        var made = Assert.Single(await EventsAsync(database));
        Assert.Equal(["deal_updated", "deal_stage_changed"], made.Types);
        Assert.Equal("""{"stage": "prospect"}""", made.Before);
    }

    [Fact]
    public async Task Update_OrganisationStage_IsAnUpdate()
    {
        await using var database = await WithDealAsync();

        await database.ExecuteAsync("UPDATE organisations SET pipeline_stage = 'signe'");

        Assert.Equal(["organisation_updated"], Assert.Single(await EventsAsync(database)).Types);
    }

    [Theory]
    [InlineData("UPDATE deals SET stage = stage, montant = 10.0, tags = '{}'")]
    [InlineData("UPDATE deals SET updated_at = '2020-01-01Z'")]
    [InlineData("UPDATE organisations SET nom = nom")]
    [InlineData("INSERT INTO organisation_activities (organisation_id, deal_id) SELECT organisation_id, id FROM deals")]
    [InlineData("DELETE FROM deals")]
    public async Task Write_NothingChanged_IsNoEvent(string statement)
    {
        await using var database = await WithDealAsync();

        await database.ExecuteAsync(statement);

        Assert.Empty(await EventsAsync(database));
        Assert.Equal(0, await database.ScalarAsync<int>("SELECT count(*) FROM workflow.event_queue"));
    }

    [Fact]
    public async Task Write_RolledBack_IsNoEvent()
    {
        await using var database = await WithDealAsync();

        await database.ExecuteAsync("BEGIN; UPDATE deals SET stage = 'signe'; ROLLBACK;");

        Assert.Empty(await EventsAsync(database));
        Assert.Equal(0, await database.ScalarAsync<int>("SELECT count(*) FROM workflow.event_queue"));
    }

    [Fact]
    public async Task Update_SameRowTwiceInOneTransaction_IsTwoEventsInOrder()
    {
        await using var database = await WithDealAsync();

        await database.ExecuteAsync("BEGIN; UPDATE deals SET stage = 'signe'; UPDATE deals SET stage = 'perdu'; COMMIT;");

        Assert.Equal(
            ["""{"stage": "prospect"}""", """{"stage": "signe"}"""],
            (await EventsAsync(database)).Select(made => made.Before));
    }

    [Fact]
    public async Task Write_ActorNamed_IsInTheEvent()
    {
        await using var database = await WithDealAsync();

        await database.ExecuteAsync("SET alforis.actor = 'user:42'; UPDATE deals SET stage = 'signe'; RESET alforis.actor;");

        Assert.Equal("user:42", Assert.Single(await EventsAsync(database)).Actor);
    }

    [Fact]
    public async Task Write_ActorNamedByAnotherRole_TheEventBearsTheRole()
    {
        await using var database = await WithDealAsync();
        await using var other = await OtherAsync(database);

        await other.ExecuteAsync("SET alforis.actor = 'user:42'; SET alforis.batch = 'on'; UPDATE deals SET stage = 'signe'");

        Assert.Equal(await other.ExecuteScalarAsync<string>("SELECT session_user"), Assert.Single(await EventsAsync(database)).Actor);
    }

    [Fact]
    public async Task Write_ActorNamedByAMemberOfTheOwner_IsInTheEvent()
    {
        await using var database = await WithDealAsync();
        var dataSource = await database.CreateRoleAsync("GRANT SELECT, INSERT, UPDATE ON deals TO {role}", memberOfOwner: true);
        await using var member = await dataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);

        await member.ExecuteAsync("SET alforis.actor = 'user:42'; UPDATE deals SET stage = 'signe'");

        Assert.Equal("user:42", Assert.Single(await EventsAsync(database)).Actor);
    }

    [Fact]
    public async Task Write_InABatch_EachRowBearsItsOwnCause()
    {
        await using var database = await WithDealAsync();
        await database.ExecuteAsync("INSERT INTO deals (organisation_id, nom) SELECT organisation_id, v FROM deals, (VALUES ('e'), ('f')) x (v)");
        await ForgetEventsAsync(database);

        await database.ExecuteAsync(
            """
            BEGIN;
            SET LOCAL alforis.batch = 'on';
            CREATE TEMPORARY TABLE batch_causes (entity_type text, entity_id bigint, cause jsonb, depth smallint, bulk boolean NOT NULL DEFAULT false,
              PRIMARY KEY (entity_type, entity_id)) ON COMMIT DROP;
            INSERT INTO batch_causes
            SELECT 'deal', id, jsonb_build_array(jsonb_build_object('execution_id', 100 + id)), 1 FROM deals WHERE nom <> 'f';
            UPDATE deals SET stage = 'signe';
            COMMIT;
            """);

        Assert.Equal(
            await database.QueryAsync<(string, short)>(
                "SELECT CASE nom WHEN 'f' THEN '[]' ELSE format('[{\"execution_id\": %s}]', 100 + id) END, CASE nom WHEN 'f' THEN 0 ELSE 1 END::int2 FROM deals ORDER BY id"),
            (await EventsAsync(database)).OrderBy(made => made.EntityId).Select(made => (made.Cause, made.Depth)));
    }

    [Fact]
    public async Task Write_CaptureOffByTheOwner_IsNoEvent()
    {
        await using var database = await WithDealAsync();

        await database.ExecuteAsync("BEGIN; SET LOCAL alforis.capture = 'off'; UPDATE deals SET stage = 'signe'; COMMIT; UPDATE deals SET stage = 'perdu';");

        Assert.Equal("""{"stage": "signe"}""", Assert.Single(await EventsAsync(database)).Before);
    }

    [Fact]
    public async Task Write_RoleWithoutRightsOnTheEngine_WritesAndIsCaptured()
    {
        await using var database = await WithDealAsync();
        await using var other = await OtherAsync(database);

        await other.ExecuteAsync(
            """
            INSERT INTO organisations (nom) VALUES ('Autre');
            UPDATE deals SET stage = 'signe';
            INSERT INTO organisation_activities (organisation_id) SELECT id FROM organisations;
            """);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => other.ExecuteAsync("SELECT 1 FROM workflow.events"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        var made = await EventsAsync(database);
        Assert.Equal(["organisation_created", "deal_updated"], made.Select(item => item.Types[0]));
        Assert.All(made, item => Assert.StartsWith("other_", item.Actor, StringComparison.Ordinal));
        Assert.Equal(2, await database.ScalarAsync<int>("SELECT count(*) FROM workflow.entity_activity"));
    }

    [Fact]
    public async Task Write_CaptureOffByAnotherRole_IsCapturedAllTheSame()
    {
        await using var database = await WithDealAsync();
        await using var other = await OtherAsync(database);

        await other.ExecuteAsync("SET alforis.capture = 'off'; UPDATE deals SET stage = 'signe'");

        Assert.Single(await EventsAsync(database));
    }

    [Fact]
    public async Task Write_BatchByAnotherRole_ItsCausesAreNotReadWithOurRights()
    {
        await using var database = await WithDealAsync();
        await using var other = await OtherAsync(database);

        // A view in place of the table: read by the trigger, its function would run as the owner.
        await other.ExecuteAsync(
            """
            CREATE FUNCTION pg_temp.evil() RETURNS jsonb LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'run as %', current_user; END $$;
            CREATE TEMPORARY VIEW batch_causes AS
            SELECT 'deal'::text AS entity_type, 1::bigint AS entity_id, pg_temp.evil() AS cause, 0::smallint AS depth;
            SET alforis.batch = 'on';
            UPDATE deals SET stage = 'signe';
            """);

        Assert.Equal("[]", Assert.Single(await EventsAsync(database)).Cause);
    }

    [Fact]
    public async Task Trigger_OnATableOfAnotherRole_CannotBeMade()
    {
        await using var database = await WithDealAsync();
        await using var other = await OtherAsync(database);
        await database.ExecuteAsync("GRANT USAGE ON SCHEMA workflow TO PUBLIC");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => other.ExecuteAsync(
            """
            CREATE TEMPORARY TABLE forged (id bigint);
            CREATE TRIGGER forge AFTER INSERT ON forged FOR EACH ROW EXECUTE FUNCTION workflow.capture_row_change('deal');
            """));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task Write_ManyRowsInOneStatement_EachIsAnEvent()
    {
        await using var database = await Databases.CreateAsync();

        await database.ExecuteAsync("INSERT INTO organisations (nom) SELECT 'o' || n FROM generate_series(1, 2000) n");

        Assert.Equal(2000, await database.ScalarAsync<int>(
            "SELECT count(DISTINCT q.entity_id) FROM workflow.event_queue q JOIN workflow.events e ON e.event_id = q.event_id AND e.entity_id = q.entity_id"));
        Assert.Equal(64, await database.ScalarAsync<int>("SELECT count(DISTINCT lane) FROM workflow.event_queue"));
    }

    [Fact]
    public async Task Write_ManyRowsInOneTransaction_ThoseBeyondAHundredAreABurst()
    {
        await using var database = await Databases.CreateAsync();

        await database.ExecuteAsync(
            """
            BEGIN;
            INSERT INTO organisations (nom) SELECT 'o' || n FROM generate_series(1, 90) n;
            SAVEPOINT undone;
            INSERT INTO organisations (nom) SELECT 'undone' || n FROM generate_series(1, 90) n;
            ROLLBACK TO undone;
            INSERT INTO organisations (nom) SELECT 'p' || n FROM generate_series(1, 20) n;
            COMMIT;
            INSERT INTO organisations (nom) VALUES ('alone');
            """);

        Assert.Equal(
            ["p11", "p12", "p13", "p14", "p15", "p16", "p17", "p18", "p19", "p20"],
            await database.QueryAsync<string>("SELECT o.nom FROM workflow.event_queue q JOIN organisations o ON o.id = q.entity_id WHERE q.bulk ORDER BY q.event_id"));
    }

    [Theory]
    [InlineData("''")]
    [InlineData("'-1'")]
    [InlineData("repeat('é', 1000)")]
    public async Task Write_SettingOfTheBurstIsSetByAnother_IsCapturedAllTheSame(string value)
    {
        await using var database = await WithDealAsync();

        await database.ExecuteAsync($"SELECT set_config('alforis.captured', {value}, false); UPDATE deals SET stage = 'signe';");

        Assert.Single(await EventsAsync(database));
    }

    private static async Task<CrmDatabase> WithDealAsync()
    {
        var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            "INSERT INTO organisations (nom) VALUES ('ACME'); INSERT INTO deals (organisation_id, nom, montant) SELECT id, 'd', 10 FROM organisations");
        await ForgetEventsAsync(database);
        return database;
    }

    private static Task ForgetEventsAsync(CrmDatabase database) =>
        database.ExecuteAsync("DELETE FROM workflow.events; DELETE FROM workflow.event_queue");

    // One session, because SET lasts as long as it does.
    private static async Task<NpgsqlConnection> OtherAsync(CrmDatabase database)
    {
        var dataSource = await database.CreateRoleAsync(
            "GRANT SELECT, INSERT, UPDATE ON organisations, deals, organisation_activities TO {role}");
        return await dataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
    }

    private static Task<List<Event>> EventsAsync(CrmDatabase database) => database.QueryAsync<Event>(
        """
        SELECT event_id AS id, types, entity_type AS entitytype, entity_id AS entityid, after::text AS after, before::text AS before,
          changed_fields AS changed, actor, cause::text AS cause, depth
        FROM workflow.events ORDER BY event_id
        """);

    private static Task<List<string>> ColumnsAsync(CrmDatabase database, string table) => database.QueryAsync<string>(
        "SELECT attname::text FROM pg_attribute WHERE attrelid = @table::regclass AND attnum > 0 ORDER BY attname::text COLLATE \"C\"", new { table });
}

using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>
/// Places where transactions of a session stand still while the session's gate is closed: at their first write to the queue or to executions, and at
/// their commit, when everything is written and nothing is seen by others.
/// </summary>
internal sealed class Gates : IAsyncDisposable
{
    private const string Sql = """
        CREATE FUNCTION workflow.stand_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_advisory_xact_lock_shared(4242, hashtext(current_setting('application_name') || TG_ARGV[0]));
          RETURN NULL;
        END $$;
        CREATE TRIGGER write_gate BEFORE INSERT OR UPDATE OR DELETE ON workflow.live_executions FOR EACH STATEMENT EXECUTE FUNCTION workflow.stand_at_gate(':write');
        CREATE TRIGGER write_gate BEFORE DELETE ON workflow.event_queue FOR EACH STATEMENT EXECUTE FUNCTION workflow.stand_at_gate(':write');
        CREATE CONSTRAINT TRIGGER commit_gate AFTER UPDATE OR DELETE ON workflow.live_executions DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION workflow.stand_at_gate(':commit');
        CREATE CONSTRAINT TRIGGER commit_gate AFTER DELETE ON workflow.event_queue DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION workflow.stand_at_gate(':commit');
        """;

    private readonly NpgsqlConnection keeper;

    private Gates(NpgsqlConnection keeper) => this.keeper = keeper;

    public static async Task<Gates> BuildAsync(CrmDatabase database)
    {
        await database.ExecuteAsync(Sql);
        return new Gates(await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken));
    }

    /// <param name="session">The sessions' application name.</param>
    /// <param name="place"><c>write</c> or <c>commit</c>.</param>
    public Task CloseAsync(string session, string place) =>
        keeper.ExecuteAsync("SELECT pg_advisory_lock(4242, hashtext(@gate))", new { gate = $"{session}:{place}" });

    public Task OpenAsync(string session, string place) =>
        keeper.ExecuteAsync("SELECT pg_advisory_unlock(4242, hashtext(@gate))", new { gate = $"{session}:{place}" });

    public ValueTask DisposeAsync() => keeper.DisposeAsync();
}

using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Hooks;
using Alforis.Crm.Data.WebhookTargets;
using Npgsql;

namespace Alforis.Crm.Data.Tests.WebhookTargets;

/// <summary>Two who change the secrets of one target, or of one hook, at the same moment.</summary>
public sealed class ConcurrentSecretTests
{
    private const string Origin = "https://erp.example";
    private const string AddToTarget = "INSERT INTO webhook_secrets (webhook_id, sealed_secret) SELECT id, 'theirs' FROM webhooks";
    private const string AddToHook = "INSERT INTO incoming_hook_secrets (hook_id, sealed_secret) SELECT id, 'theirs' FROM incoming_hooks";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotate_WhileAnotherAddsTheLastSecret_IsTooMany()
    {
        await using var database = await WithTargetAsync(TargetRotation.MostSecrets - 1);

        var outcome = await BehindAsync(
            database, AddToTarget, "SELECT FROM webhooks FOR UPDATE",
            () => new TargetRotation(database.DataSource).RotateAsync("erp", Origin, "mine", retiresOld: false, Actor.CommandLine, Cancellation));

        Assert.Equal(TargetRotationOutcome.TooMany, outcome);
        Assert.Equal(TargetRotation.MostSecrets, await database.ScalarAsync<int>("SELECT count(*) FROM webhook_secrets"));
    }

    /// <summary>A secret that is encrypted for the old origin could not be read any more.</summary>
    [Fact]
    public async Task SetUrl_WhileAnotherRotates_DeletesTheNewSecretToo()
    {
        await using var database = await WithTargetAsync(1);

        var moved = await BehindAsync(
            database, AddToTarget, "SELECT FROM webhooks FOR UPDATE",
            () => new TargetUrlChange(database.DataSource).SetAsync("erp", "https://other.example", "sealed", Actor.CommandLine, Cancellation));

        Assert.True(moved);
        Assert.Equal(0, await database.ScalarAsync<int>("SELECT count(*) FROM webhook_secrets"));
    }

    [Fact]
    public async Task Rotate_WhileAnotherAddsTheLastSecretOfAHook_IsTooMany()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO incoming_hooks (slug, name, kind, event) VALUES ('site', 'site', 'signature', 'site')");
        for (var i = 1; i < HookSecret.Most; i++) await database.ExecuteAsync(AddToHook);

        var outcome = await BehindAsync(
            database, AddToHook, "SELECT FROM incoming_hooks FOR UPDATE",
            () => new HookRotation(database.DataSource).RotateAsync("site", new HookSecret(0, "mine", null), retiresOld: false, Actor.CommandLine, Cancellation));

        Assert.Equal(HookRotationOutcome.TooMany, outcome);
        Assert.Equal(HookSecret.Most, await database.ScalarAsync<int>("SELECT count(*) FROM incoming_hook_secrets"));
    }

    private static async Task<CrmDatabase> WithTargetAsync(int secrets)
    {
        var database = await Databases.CreateAsync();
        var target = new WebhookTarget { Name = "erp", Origin = Origin, SealedUrl = "sealed", SealedSecrets = [.. Enumerable.Range(0, secrets).Select(i => $"secret {i}")] };
        Assert.NotNull(await new TargetCreation(database.DataSource).CreateAsync(target, Actor.CommandLine, Cancellation));
        return database;
    }

    /// <summary>Does something that must wait for a transaction, which has the row and adds a secret before it ends.</summary>
    private static async Task<T> BehindAsync<T>(CrmDatabase database, string add, string hold, Func<Task<T>> act)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        foreach (var sql in (string[])[hold, add])
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        var acting = act();
        await Poll.UntilAsync(() => database.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"));
        await transaction.CommitAsync(Cancellation);
        return await acting;
    }
}

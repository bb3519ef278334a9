using System.Collections.Frozen;
using System.Collections.Immutable;
using Alforis.Crm.Data.Hooks;

namespace Alforis.Workflows.Host.Hooks;

/// <summary>
/// The hooks that take calls, as of some moments ago: to look one up costs no query, however many calls there are and whatever slugs they
/// try. Thread-safe.
/// </summary>
internal sealed class HookDirectory(ActiveHooksQuery query, KeyRing keys, TimeProvider clock, ILogger<HookDirectory> logger) : IDisposable
{
    /// <summary>How old what is known may be. A change of hooks takes effect after this; an end of a hook or a secret at once.</summary>
    private static readonly TimeSpan MostAge = TimeSpan.FromMilliseconds(250);

    /// <summary>How long it takes until a key that was missing is looked for again.</summary>
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim reading = new(1);
    private volatile Snapshot current = new(FrozenDictionary<string, KnownHook>.Empty, null);

    /// <summary>Secrets that were decrypted before, or could not be. Used while reading only.</summary>
    private Dictionary<long, Opened> opened = [];

    /// <summary>The hook of that slug, or <see langword="null"/>.</summary>
    /// <exception cref="Npgsql.NpgsqlException">The hooks cannot be read.</exception>
    public async ValueTask<KnownHook?> FindAsync(string slug, CancellationToken ct)
    {
        if (IsStale) await ReadAsync(ct);
        return current.Hooks.GetValueOrDefault(slug);
    }

    public void Dispose() => reading.Dispose();

    private bool IsStale => current.ReadAt is not { } at || clock.GetElapsedTime(at) > MostAge;

    private async Task ReadAsync(CancellationToken ct)
    {
        await reading.WaitAsync(ct);
        try
        {
            if (!IsStale) return;
            var at = clock.GetTimestamp();
            var hooks = await query.ReadAsync(ct);
            var known = new Dictionary<long, Opened>();
            current = new Snapshot(hooks.Select(h => Know(h, known)).ToFrozenDictionary(h => h.Hook.Slug, StringComparer.Ordinal), at);
            opened = known;
        }
        finally
        {
            reading.Release();
        }
    }

    private KnownHook Know(IncomingHook hook, Dictionary<long, Opened> known)
    {
        var values = ImmutableArray.CreateBuilder<(long, byte[])>();
        foreach (var secret in hook.Secrets)
        {
            var value = secret.TokenHash;
            if (value is null)
            {
                known[secret.Id] = Open(hook, secret);
                value = known[secret.Id].Key;
            }

            if (value is not null) values.Add((secret.Id, value));
        }

        return new KnownHook(hook, values.ToImmutable());
    }

    private Opened Open(IncomingHook hook, HookSecret secret)
    {
        if (opened.TryGetValue(secret.Id, out var before) && (before.Key is not null || clock.GetElapsedTime(before.At) < PauseAfterFailure)) return before;
        try
        {
            return new Opened(keys.Open(secret.Sealed!), clock.GetTimestamp());
        }
        catch (KeyRingException e)
        {
            HookLog.SecretUnreadable(logger, hook.Slug, e.Message);
            return new Opened(null, clock.GetTimestamp());
        }
    }

    private readonly record struct Opened(byte[]? Key, long At);

    private sealed record Snapshot(FrozenDictionary<string, KnownHook> Hooks, long? ReadAt);
}

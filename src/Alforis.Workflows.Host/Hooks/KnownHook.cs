using System.Collections.Immutable;
using System.Security.Cryptography;
using Alforis.Crm.Data.Hooks;

namespace Alforis.Workflows.Host.Hooks;

/// <summary>A hook with its secrets as calls are checked with them. Immutable.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Keys">The secrets that could be read: the keys that sign, or the hashes of what is borne.</param>
internal sealed record KnownHook(IncomingHook Hook, ImmutableArray<(long SecretId, byte[] Value)> Keys)
{
    /// <summary>Stands for every slug that no hook has, so that their calls are checked as any others are.</summary>
    public static KnownHook Decoy(HookKind kind) => kind == HookKind.Bearer ? BearerDecoy : SigningDecoy;

    private static readonly KnownHook SigningDecoy = MakeDecoy(HookKind.Signature);

    private static readonly KnownHook BearerDecoy = MakeDecoy(HookKind.Bearer);

    /// <summary>Whether all of its secrets could be read.</summary>
    public bool IsWhole => Keys.Length == Hook.Secrets.Length;

    private static KnownHook MakeDecoy(HookKind kind) => new(
        new IncomingHook { Id = 0, Slug = "", Kind = kind, Event = "", Secrets = [new HookSecret(0, null, null)] },
        [(0, RandomNumberGenerator.GetBytes(32))]);
}

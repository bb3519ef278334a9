namespace Alforis.Crm.Data.Hooks;

/// <summary>How the calls of a hook prove where they come from.</summary>
public enum HookKind
{
    /// <summary>Each call is signed, as the Standard Webhooks specification says.</summary>
    Signature,

    /// <summary>Each call bears the secret.</summary>
    Bearer,
}

/// <summary>The kinds as the database writes them.</summary>
internal static class HookKinds
{
    public static string Text(HookKind kind) => kind == HookKind.Bearer ? "bearer" : "signature";

    public static HookKind Of(string text) => text == "bearer" ? HookKind.Bearer : HookKind.Signature;
}

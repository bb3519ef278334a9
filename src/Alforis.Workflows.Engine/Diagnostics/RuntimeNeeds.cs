namespace Alforis.Workflows.Engine.Diagnostics;

/// <summary>What the entry points tell those who trim or compile ahead of time.</summary>
internal static class RuntimeNeeds
{
    public const string Reflection =
        "The properties of context and settings types are found by reflection; a trimmed application must keep these types whole.";

    public const string Generation = "Conditions and templates are compiled at run time, which ahead-of-time compilation does not allow.";
}
